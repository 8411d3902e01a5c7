import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { repository, runProgram, runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A cast or `any` in code, after comments and texts. */
const cast = /\bas (?!const\b)[A-Za-z{[]|\bany\b/

const withoutTexts = (code: string) =>
  code
    .replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`/g, "''")

async function typescriptIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true })
  return files.filter((path) => path.endsWith('.ts') && !path.startsWith('node_modules'))
}

test.each(['rental', 'northwind', 'app'])(
  'from an empty folder and the address of %s to a deployed dashboard on its tables',
  async (name) => {
    const database = await testDatabase()
    const client = await database.connect()
    await client.query(await readFile(join(repository, `test/fixtures/databases/${name}.sql`), 'utf8'))
    const folder = await temporaryFolder()
    const url = database.connectionString
    const run = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await runSightline(args, folder)
      expect(code, stdout + stderr).toBe(0)
      return stdout
    }
    expect(await run('init', '--name', `first ${name}`, '--database', url, '--yes')).toContain(
      'npm run check',
    )
    await mkdir(join(folder, 'node_modules'))
    await symlink(repository, join(folder, 'node_modules/sightline'))
    for (const file of await typescriptIn(folder))
      expect(withoutTexts(await readFile(join(folder, file), 'utf8')), file).not.toMatch(cast)
    const own = JSON.parse(await readFile(join(folder, 'tsconfig.json'), 'utf8'))
    const compilerOptions = { ...own.compilerOptions, extends: undefined }
    const ours = JSON.parse(await readFile(join(repository, 'tsconfig.json'), 'utf8')).compilerOptions
    const paths = Object.entries<string[]>(ours.paths).map(([from, [to = '']]) => [
      from,
      [join(repository, to)],
    ])
    const typeRoots = [join(repository, 'node_modules/@types')]
    const config = {
      ...own,
      compilerOptions: { ...compilerOptions, paths: Object.fromEntries(paths), typeRoots, types: ['node'] },
    }
    await writeFile(join(folder, 'tsconfig.test.json'), JSON.stringify(config))
    const tsc = await runProgram(
      [join(repository, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.test.json'],
      folder,
    )
    expect(tsc.stdout).toBe('')
    expect(JSON.parse(await run('check', '--json'))).toMatchObject({ findings: [] })
    await run('apply', '--yes', '--database', url)
    expect(await run('import', 'sources', '--check', '--database', url)).toContain('as they were imported')
    const { rows } = await client.query<{ view: string }>(
      `select viewname as view from pg_views where schemaname = 'analytics'`,
    )
    expect(rows).toHaveLength(1)
    const counted = await client.query(`select count(*)::int as days from analytics.${rows[0]?.view}`)
    expect(counted.rows[0]?.days).toBeGreaterThan(0)
  },
  120_000,
)
