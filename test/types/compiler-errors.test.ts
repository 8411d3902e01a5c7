import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const rejected = fileURLToPath(new URL('rejected', import.meta.url))

/** Of each fixture every line compiles but the last. */
const fixtures = readdirSync(rejected).map((name) => {
  const text = readFileSync(join(rejected, name), 'utf8')
  return { name: name.replace(/\.txt$/, ''), text, lastLine: text.trimEnd().split('\n').length }
})

interface CompilerError {
  readonly file: string
  readonly line: number
  readonly message: string
}

let folder = ''
let errors: CompilerError[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-types-'))
  for (const { name, text } of fixtures) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const compilerOptions = {
    typeRoots: [join(repository, 'node_modules/@types')],
  }
  const config = {
    extends: join(repository, 'tsconfig.json'),
    compilerOptions,
    include: ['*.ts'],
    exclude: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(repository, 'node_modules/.bin/tsc')
  const { stdout } = spawnSync(tsc, ['--noEmit', '--pretty', 'false', '-p', '.'], {
    cwd: folder,
    encoding: 'utf8',
  })
  errors = parseErrors(stdout)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the compiler', () => {
  it.each(fixtures)('finds one error in $name, in its last line', ({ name, lastLine }) => {
    expect(errors.filter(({ file }) => file === name).map(({ line }) => line)).toEqual([lastLine])
  })

  it('finds none anywhere else', () => {
    expect(errors.map(({ file }) => file).sort()).toEqual(fixtures.map(({ name }) => name).sort())
  })

  it('names a misspelt column', () => {
    expect(messageOf('misspelt-column.ts')).toContain('"emial"')
  })

  it('names a misspelt column of a list, and the likeliest one, also after a join', () => {
    const column = /"emial"' is not assignable to .* Did you mean '"email"'\?/
    expect(messageOf('misspelt-column-of-a-list.ts')).toMatch(column)
    expect(messageOf('misspelt-column-of-a-join.ts')).toMatch(
      /"users.emial"'.* Did you mean '"users.email"'\?/,
    )
  })

  it('names a misspelt field, the fields there are, and the likeliest of them', () => {
    expect(messageOf('misspelt-field.ts')).toMatchInlineSnapshot(
      `"Type '"Total Veiws"' is not assignable to type '"Total Views" | "title"'. Did you mean '"Total Views"'?"`,
    )
  })

  it('names the column that says whose a row is, where a section of a report lacks it', () => {
    expect(messageOf('section-of-nobody.ts')).toContain(
      "Property 'user_id' is missing in type '{ n: number; }'",
    )
  })

  it('names the column of a source that is no key of an incremental view, and the key', () => {
    expect(messageOf('key-of-no-view.ts')).toContain(`'"title"' is not assignable to type '"shop_id"'`)
  })

  it('names a misspelt variable and the likeliest one', () => {
    expect(messageOf('misspelt-variable.ts')).toMatchInlineSnapshot(
      `"Cannot find name 'usreId'. Did you mean 'userId'?"`,
    )
  })
})

function messageOf(name: string): string {
  return errors.find(({ file }) => file === name)?.message ?? 'no error'
}

/** An error begins with its place; lines with a margin continue it. */
function parseErrors(output: string): CompilerError[] {
  return output.split(/\n(?! )/).flatMap((text): CompilerError[] => {
    const match = /^(\S+)\((\d+),\d+\): error TS\d+: (.*)/s.exec(text)
    return match ? [{ file: match[1] ?? '', line: Number(match[2]), message: match[3] ?? '' }] : []
  })
}
