import type { ClientBase } from 'pg'
import type { RefreshFunction } from '../define/refresh-function.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { relationName } from '../sql/relation-name.ts'
import { refreshRefused } from './refresh-refused.ts'
import type { RefreshedView } from './refreshed-view.ts'

/** Calls a deployed refresh function; what it left in its log is what is told of each view. */
export async function callRefreshFunction(
  client: ClientBase,
  { name, views, log }: RefreshFunction,
): Promise<RefreshedView[]> {
  const call = `${relationName(name).sql}()`
  const { rows: found } = await client.query<{ deployed: boolean; now: string }>(
    'select to_regprocedure($1) is not null as deployed, clock_timestamp()::text as now',
    [call],
  )
  if (!found[0]?.deployed) {
    throw new SightlineError({
      code: 'not-deployed',
      what: `The refresh function ${name} is not deployed in this database yet.`,
      value: name,
      next: 'Deploy the release first: `sightline apply`.',
    })
  }
  const start = performance.now()
  await client.query(`select ${call}`).catch((cause) => {
    throw refreshRefused(name, cause)
  })
  const milliseconds = performance.now() - start
  const { rows } = await client.query<RefreshedView>(
    `select distinct on (view_name) view_name as view, row_count::bigint as rows,
       duration_ms::double precision as milliseconds
     from ${relationName(log.name).sql} where started_at >= $1 and view_name = any($2)
     order by view_name, started_at desc`,
    [found[0].now, views.map((view) => view.name)],
  )
  const logged = new Set(rows.map(({ view }) => view))
  const silent = views.filter((view) => !logged.has(view.name))
  for (const view of silent) rows.push(await countRows(client, view.name, milliseconds))
  return rows
}

/** A view of which the log says nothing is told the time of the whole call. */
async function countRows(client: ClientBase, view: string, milliseconds: number): Promise<RefreshedView> {
  const { rows } = await client.query<{ rows: number }>(
    `select count(*) as rows from ${relationName(view).sql}`,
  )
  return { view, rows: rows[0]?.rows ?? 0, milliseconds }
}
