import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { releaseLater } from '../support/resources.ts'
import { repository, startSightline } from '../support/run-sightline.ts'
import { writtenProject } from './written-project.ts'

test.each(['rental', 'northwind', 'app'])(
  'from an empty folder and the address of %s to a dashboard on its tables in the preview',
  async (name) => {
    const database = await testDatabase()
    const client = await database.connect()
    await client.query(await readFile(join(repository, `test/fixtures/databases/${name}.sql`), 'utf8'))
    const url = database.connectionString
    const { folder, run, expectToCompile } = await writtenProject()
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
    const counted = await client.query<Record<string, number | Date>>(
      `select * from analytics.${rows[0]?.view}`,
    )
    const counts = counted.rows.map((row) => Object.values(row).filter((value) => typeof value === 'number'))
    const total = counts.flat().reduce((sum, count) => sum + count, 0)
    expect(total).toBeGreaterThan(0)
    expect(await previewedNumber(folder, url)).toBe(total)
  },
  120_000,
)

/** The number of the first panel, over all time, as the preview of the project answers it. */
async function previewedNumber(folder: string, database: string): Promise<number> {
  const preview = startSightline(['preview', '--database', database, '--no-watch', '--json'], folder)
  releaseLater(() => preview.child.kill('SIGKILL'))
  const url = await vi.waitFor(() => /"url":"([^"]+)"/.exec(preview.output())?.[1] ?? expect.fail(), 60_000)
  const ask = async (path: string, body?: object) => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    return (await fetch(`${url}/api/${path}`, sent)).text()
  }
  const { dashboards } = JSON.parse(await ask('project'))
  const { json } = JSON.parse(await ask(`dashboards/${dashboards[0].uid}`))
  const panel = json.panels.find(({ type }: { type: string }) => type === 'stat')
  const range = { from: '1990-01-01T00:00:00Z', to: 'now', maxDataPoints: 100, variables: {} }
  const lines = await ask('query', { dashboard: json.uid, panel: panel.id, refId: 'A', ...range })
  preview.child.kill('SIGINT')
  expect((await preview.outcome).code).toBe(0)
  return Number(/"rows":\[\["(\d+)"\]\]/.exec(lines)?.[1] ?? expect.fail(lines))
}
