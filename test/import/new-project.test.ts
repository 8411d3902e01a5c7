import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { repository } from '../support/run-sightline.ts'
import { writtenProject } from './written-project.ts'

test.each(['rental', 'northwind', 'app'])(
  'from an empty folder and the address of %s to a deployed dashboard on its tables',
  async (name) => {
    const database = await testDatabase()
    const client = await database.connect()
    await client.query(await readFile(join(repository, `test/fixtures/databases/${name}.sql`), 'utf8'))
    const url = database.connectionString
    const { run, expectToCompile } = await writtenProject()
    expect(await run('init', '--name', `first ${name}`, '--database', url, '--yes')).toContain(
      'npm run check',
    )
    await expectToCompile()
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
