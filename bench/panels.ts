import type pg from 'pg'
import type { Release } from 'sightline/engine'
import { readerOnSample } from '../toolkit/check/reader-on-sample.ts'
import { runEach } from '../toolkit/query/run-each.ts'
import { projectQueries } from '../toolkit/release/project-query.ts'
import { fillRollups, type PlatformSize } from './platform-data.ts'

/** What a query of a dashboard or an alert takes when it is first opened, in milliseconds. */
export interface QueryTime {
  readonly where: string
  readonly milliseconds: number
}

/** Times every panel, variable and alert on a platform of so many videos, read by the role of Grafana: the median of three. */
export async function timePanels(
  client: pg.Client,
  release: Release,
  { videos }: PlatformSize,
): Promise<QueryTime[]> {
  await fillRollups(client, { videos })
  await client.query('vacuum analyze')
  const run = await readerOnSample(client, release)
  const queries = projectQueries(release).filter(({ kind }) => asked.has(kind))
  const times = new Map<string, number[]>()
  for (let turn = 0; turn < 4; turn++) {
    const answers = await runEach(queries, release.dashboards, { client, now: new Date(), run })
    for (const { query, result } of answers) {
      if (!result.ok) throw new Error(`${query.where}: ${result.message}`)
      if (turn > 0) times.set(query.where, [...(times.get(query.where) ?? []), result.milliseconds])
    }
  }
  return [...times].map(([where, all]) => ({ where, milliseconds: median(all) }))
}

const asked: ReadonlySet<string> = new Set(['panel', 'variable', 'annotation', 'alert'])

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
