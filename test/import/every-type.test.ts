import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { repository } from '../support/run-sightline.ts'
import { writtenProject } from './written-project.ts'

/** A view of every column, and a dashboard that shows it. */
const everything = `import { dashboard, row, rows, tablePanel, timeFilter, view } from 'sightline'
import { everything } from '../sources/everything.ts'

export const allOfIt = view('analytics.all_of_it', {
  description: 'Every column there is.',
  grain: ['id'],
  query: rows(everything).selectAll(),
})
const shown = tablePanel({
  title: 'Everything',
  description: 'Every column there is.',
  query: rows(allOfIt)
    .selectAll()
    .where((eb) => timeFilter(eb.ref('a_timestamptz')))
    .orderBy('id'),
})
export const board = dashboard({
  uid: 'everything',
  title: 'Everything',
  description: 'Every column there is.',
  rows: [row('All', { panels: [shown] })],
})
`

test('a schema of every type is imported, checked, filled, deployed and compared, without a cast', async () => {
  const [database, empty] = await Promise.all([testDatabase(), testDatabase()])
  const client = await database.connect()
  const fixture = join(repository, 'test/fixtures/databases/every-type.sql')
  await client.query(await readFile(fixture, 'utf8'))
  const url = database.connectionString
  const { folder, run, edit, expectToCompile } = await writtenProject()
  await run('init', '--name', 'things', '--database', url, '--yes', '--time-zone', 'Europe/Oslo')
  await writeFile(join(folder, 'dashboards/everything.ts'), everything)
  await edit(
    'sightline.config.ts',
    'import { overview }',
    "import { board } from './dashboards/everything.ts'\nimport { overview }",
  )
  await edit('sightline.config.ts', 'overview, nothingNew', 'overview, board, nothingNew')
  await expectToCompile()
  expect(JSON.parse(await run('check', '--json'))).toMatchObject({ findings: [] })

  expect(JSON.parse(await run('sample', '--json', '--database', empty.connectionString))).toMatchObject({})
  await run('apply', '--yes', '--database', url)
  expect(JSON.parse(await run('plan', '--json', '--database', url))).toMatchObject({ steps: [] })
  const { rows } = await client.query('select count(*)::int as count from analytics.all_of_it')
  expect(rows).toEqual([{ count: 21 }])
  expect(await run('import', 'sources', '--check', '--database', url)).toContain('as they were imported')

  await run('build', '--out', 'before')
  await edit('dashboards/everything.ts', '.selectAll(),', ".selectAll().where('id', '>', 10),")
  expect(await run('diff', 'before')).toContain('analytics.all_of_it')
}, 120_000)
