import { buildRelease, type ReportContent, requireReport } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import config from '../../sightline.config.ts'
import { runQueryInside } from '../../toolkit/query/run-query.ts'
import { initialVariables } from '../../toolkit/query/variable-values.ts'
import { expandQuery } from '../../toolkit/release/expand-query.ts'
import { projectQueries } from '../../toolkit/release/project-query.ts'
import { buildReport } from '../../toolkit/reports/build-report.ts'
import { periodOf } from '../../toolkit/reports/period.ts'
import { recipientsOf } from '../../toolkit/reports/recipients.ts'
import { type GoldDatabase, goldDatabase } from '../support/gold-database.ts'

const release = buildRelease(config)
let gold: GoldDatabase
beforeAll(async () => {
  gold = await goldDatabase('UTC')
})

/** Every report of this name over a day of the gold data, and its period. */
async function everyReport(name: string, day: string) {
  const { client, now } = gold
  const report = requireReport(release, name)
  const period = await periodOf(client, report, { timeZone: 'UTC', now, day })
  const reports: ReportContent[] = []
  await client.query('begin')
  for (const { user, timeZone } of await recipientsOf(client, report))
    reports.push(await buildReport(client, () => undefined, report, { user, timeZone, period }))
  await client.query('rollback')
  return { period, reports }
}

describe('the numbers of a report are those of the dashboard over the same period', () => {
  it('in the videos that were seen most', async () => {
    const { client, now } = gold
    const { rows: days } = await client.query<{ day: string }>(
      `select distinct to_char(published_at, 'YYYY-MM-DD') as day
       from analytics.video_performance_analysis join users using (user_id)
       where users.status = 'active' and published_at between $1::timestamptz - interval '29 days' and $1::timestamptz - interval '1 day'
       order by day desc limit 2`,
      [now],
    )
    let compared = 0
    for (const { day } of days) {
      const { period, reports } = await everyReport('daily_summary', day)
      for (const content of reports) {
        const section = content.sections.find(({ title }) => title === 'Top videos')
        const told = section?.kind === 'rows' ? section.rows.map(([title, , views]) => [title, views]) : []
        const shown = (await topVideosOnDashboard(content.user)).filter(
          ({ published_at: at }) => at >= period.from && at < period.to,
        )
        expect(told.map(([title, views]) => [title?.text, Number(views?.text)])).toEqual(
          shown.slice(0, 5).map(({ title, views }) => [title, Number(views)]),
        )
        compared += told.length
      }
    }
    expect(compared).toBeGreaterThan(0)
  })
})

interface ShownVideo {
  readonly title: string
  readonly views: number
  readonly published_at: Date
}

/** What the panel of the Channel dashboard shows of a user, the best first. */
async function topVideosOnDashboard(user: string): Promise<readonly ShownVideo[]> {
  const { client, now } = gold
  const queries = projectQueries(release)
  const panel = queries.find(({ where }) => where === 'ytempire-channels/Top Performing Videos')
  if (!panel?.dashboard) throw new Error('the panel is gone')
  const chosen = new Map([
    ['user_id', [user]],
    ['time_range', ['30d']],
  ])
  const variables = await initialVariables(client, panel.dashboard, queries, {
    now,
    run: runQueryInside,
    chosen,
  })
  expect(variables.map(({ value }) => value)).toEqual([...chosen.values()].flat())
  return (await client.query<ShownVideo>(expandQuery(panel, { now, variables }).sql)).rows
}
