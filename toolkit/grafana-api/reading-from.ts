import * as v from 'valibot'
import type { DataSource } from '../define/data-source.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { GrafanaApi } from './grafana-api.ts'

/** Which server answers the panels of a Grafana now. */
export type ReadingFrom =
  | { readonly server: 'primary' }
  /** At most so many seconds behind; null where it has replayed nothing since it started. */
  | { readonly server: 'replica'; readonly secondsBehind: number | null }
  | { readonly server: 'none'; readonly problem: string }

/** A replica that has nothing left to replay is not behind, however long ago something was written. */
export const whichServer = `select pg_is_in_recovery() as replica,
  case when not pg_is_in_recovery() or pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
    else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())
  end::float8 as seconds_behind`

const answer = v.object({
  results: v.object({
    A: v.object({
      frames: v.tupleWithRest(
        [
          v.object({
            data: v.object({ values: v.tuple([v.tuple([v.boolean()]), v.tuple([v.nullable(v.number())])]) }),
          }),
        ],
        v.unknown(),
      ),
    }),
  }),
})

/**
 * Asks through the data source of a project which server answers, and how far a replica is behind.
 *
 * @example const reading = await readingFrom(api, desired.dataSource)
 */
export async function readingFrom(
  api: GrafanaApi,
  { uid, plugin }: Pick<DataSource, 'uid' | 'plugin'>,
): Promise<ReadingFrom> {
  const query = {
    refId: 'A',
    datasource: { uid, type: plugin },
    rawSql: whichServer,
    format: 'table',
    rawQuery: true,
  }
  try {
    const found = await api.send('POST', '/api/ds/query', { queries: [query], from: 'now-1m', to: 'now' })
    const [{ data }] = found.as(answer).results.A.frames
    const [[isReplica], [secondsBehind]] = data.values
    return isReplica ? { server: 'replica', secondsBehind } : { server: 'primary' }
  } catch (error) {
    if (!(error instanceof SightlineError)) throw error
    return { server: 'none', problem: error.problem.what }
  }
}
