import type pg from 'pg'
import { buildRelease } from 'sightline/engine'
import { pictureOf } from 'sightline/reports'
import { beforeAll, expect, it } from 'vitest'
import { userId } from '../../dashboards/channel-performance/variables.ts'
import config from '../../sightline.config.ts'
import { timeRange } from '../../toolkit/grafana/model/time/time-range.ts'
import { runQueryInside } from '../../toolkit/query/run-query.ts'
import { initialVariables } from '../../toolkit/query/variable-values.ts'
import { expandQuery } from '../../toolkit/release/expand-query.ts'
import { projectQueries } from '../../toolkit/release/project-query.ts'
import { dashboardPictures } from '../../toolkit/reports/section-pictures.ts'
import { type GoldDatabase, goldDatabase } from '../support/gold-database.ts'

const release = buildRelease(config)
let gold: GoldDatabase
beforeAll(async () => {
  gold = await goldDatabase('UTC')
})

/** All numbers, in an order of their own: a panel may turn rows into columns. */
const numbersOf = (values: readonly (string | null)[]): string[] =>
  values
    .flatMap((text) =>
      text !== null && /^-?[\d.]+(?:e[+-]?\d+)?$/.test(text) ? [Number(text).toPrecision(9)] : [],
    )
    .sort()

/** Moments of a series are seconds here and times there. */
const withoutTimes = ({ fields, rows }: pg.QueryArrayResult<(string | null)[]>): (string | null)[] =>
  rows.flatMap((row) => row.filter((_, index) => fields[index]?.name !== 'time'))

it.each(release.dashboards.map((dashboard) => [dashboard.definition.uid, dashboard] as const))(
  'a picture of %s has the numbers of each of its panels over the period',
  async (_uid, dashboard) => {
    const { client, now } = gold
    const period = { from: new Date(now.getTime() - 30 * 86_400_000), to: now }
    await client.query('begin')
    const { rows: users } = await client.query<{ user_id: string }>(
      'select user_id from analytics.video_performance_analysis where published_at >= $1 group by 1 order by count(*) desc, 1 limit 1',
      [period.from],
    )
    const user = users[0]?.user_id ?? ''
    const isOfUser = dashboard.definition.variables.some(({ name }) => name === 'user_id')
    const subject = {
      user,
      timeZone: 'UTC',
      period: { ...period, name: 'month', before: period, due: now },
    }
    const pictures = await dashboardPictures(
      client,
      () => dashboard,
      isOfUser ? pictureOf(dashboard.definition, { user: userId }) : pictureOf(dashboard.definition),
      subject,
    )
    const queries = projectQueries(release).filter((query) => query.dashboard === dashboard)
    const variables = await initialVariables(client, dashboard, queries, {
      now,
      run: runQueryInside,
      chosen: new Map(isOfUser ? [['user_id', [user]]] : []),
    })
    let compared = 0
    for (const { title, tables } of pictures) {
      const asked = queries.filter(({ kind, panel }) => kind === 'panel' && panel?.title === title)
      const answers = await Promise.all(
        asked.map((query) => {
          const given = { from: String(period.from.getTime()), to: String(period.to.getTime() - 1) }
          // A panel may have a range of its own, which ends with the period.
          const range = timeRange(given, now, query.panel ?? {}, dashboard.json.timezone)
          const { sql } = expandQuery({ ...query, rangeAt: () => range }, { now, variables })
          return client.query<(string | null)[]>({
            text: sql,
            rowMode: 'array',
            types: { getTypeParser: () => String },
          })
        }),
      )
      const told = numbersOf(tables.flatMap(({ rows }) => rows.flatMap((row) => row.map(({ text }) => text))))
      const shown = numbersOf(answers.flatMap(withoutTimes))
      expect([title, told]).toEqual([title, shown])
      compared += told.length
    }
    await client.query('rollback')
    expect(compared).toBeGreaterThan(0)
  },
)
