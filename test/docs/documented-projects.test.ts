import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repository, runSightline } from '../support/run-sightline.ts'
import { codeBlocks, commands } from './code-blocks.ts'
import { compile, projectFolder, removeProjects, writeProjects } from './documented-project.ts'

const documents = ['README.md', 'docs/definitions.md']
const pages = [
  ...documents,
  'docs/alerts.md',
  'docs/column-types.md',
  'docs/data-quality.md',
  'docs/import.md',
  'docs/incremental-views.md',
  'docs/variables.md',
]
let root = ''
let errors = ''

beforeAll(async () => {
  root = await writeProjects(pages)
  errors = await compile(root)
})
afterAll(() => removeProjects(root))

const inProject = (document: string, args: readonly string[]) =>
  runSightline(args, join(root, projectFolder(document)))

describe.each(pages)('the code of %s', (document) => {
  it('names a file in the first line of each TypeScript block', () => {
    const blocks = codeBlocks(document).filter(({ language }) => language.startsWith('ts'))
    expect(blocks.length).toBeGreaterThan(0)
    expect(blocks.filter(({ file }) => file === undefined)).toEqual([])
  })

  it('compiles', () => {
    const found = errors.split('\n').filter((line) => /^\S.*: error TS/.test(line))
    expect(
      found.filter((line) => line.startsWith(projectFolder(document)) && !line.includes('/refused')),
    ).toEqual([])
  })
})

describe.each(documents)('the project of %s', (document) => {
  it('has no findings', async () => {
    const { code, stdout, stderr } = await inProject(document, ['check', '--json'])
    expect({ code, findings: JSON.parse(stdout).findings }, stderr).toEqual({ code: 0, findings: [] })
    if (document === 'docs/definitions.md') expectShown(JSON.parse(stdout))
  })
})

/** docs/check.md shows the report of the project in docs/definitions.md, and a finding like the one that is excluded. */
function expectShown(report: { excluded: object[] }): void {
  const [shown] = codeBlocks('docs/check.md').filter(({ language }) => language === 'json')
  const { findings, ...rest } = JSON.parse(shown?.text ?? '{}')
  expect({ findings: [], ...rest }).toEqual(report)
  expect([...Object.keys(findings[0]), 'reason']).toEqual(Object.keys(report.excluded[0] ?? {}))
}

it('what README.md says does not compile is refused with those words', () => {
  const [refused] = codeBlocks('README.md').filter(({ file }) => file === 'refused.ts')
  const lines = refused?.text.split('\n') ?? []
  const expected = lines.flatMap((line, index) => {
    const message = index > 0 && /^\/\/ (.*)$/.exec(line)?.[1]
    return message ? [{ line: index, message }] : []
  })
  const actual = [...errors.matchAll(/^README\/refused\.ts\((\d+),.*(?:\n .*)*/gm)]
  expect(actual.map(([, line]) => Number(line))).toEqual(expected.map(({ line }) => line))
  for (const [index, { message }] of expected.entries()) {
    for (const part of message.split('…')) expect(actual[index]?.[0]).toContain(part)
  }
})

it("asks no less of README.md's project than of this repository", async () => {
  const optionsOf = (text: string) => JSON.parse(text.replace(/^\/\/.*\n/, '')).compilerOptions
  const [wanted] = codeBlocks('README.md').filter(({ file }) => file === 'tsconfig.json')
  expect(optionsOf(await readFile(join(repository, 'tsconfig.json'), 'utf8'))).toMatchObject(
    optionsOf(wanted?.text ?? ''),
  )
})

it("builds README.md's project as it says", async () => {
  const own = commands('README.md').flatMap((line) => /^npx sightline (.*)$/.exec(line)?.[1] ?? [])
  const first = own.indexOf('check')
  expect(own.slice(first, first + 3)).toEqual(['check', 'build --out release', 'demo'])
  const build = await inProject('README.md', ['build', '--out', 'release'])
  expect(build).toMatchObject({ code: 0, stderr: '' })
  expect(await readdir(join(root, 'README', 'release'))).toEqual([
    'desired-grafana.json',
    'desired-state.json',
    'grafana',
    'manifest.json',
    'sql',
  ])
})

it('docs/lineage.md shows what the commands print', async () => {
  const blocks = codeBlocks('docs/lineage.md')
  const shown = blocks.flatMap(({ language, text }, index) => {
    const args = language === 'sh' && /^npx sightline (.*)\n$/.exec(text)?.[1]
    return args ? [{ args: args.split(' '), output: blocks[index + 1]?.text }] : []
  })
  expect(shown.length).toBeGreaterThan(0)
  const printed = await Promise.all(shown.map(({ args }) => inProject('docs/definitions.md', args)))
  expect(printed.map(({ stdout }) => stdout)).toEqual(shown.map(({ output }) => output))
})
