import type { ClientBase } from 'pg'
import type { DesiredState } from '../../release/desired-state.ts'
import { type Plan, planRelease } from './plan.ts'

/**
 * The queries of one release that Postgres refuses once another one is in place: what a Grafana that shows the first
 * would no longer show. Nothing is changed.
 *
 * @example const broken = await brokenQueries(client, { shown: current, next: earlier })
 */
export async function brokenQueries(
  client: ClientBase,
  { shown, next }: { readonly shown: DesiredState; readonly next: DesiredState },
): Promise<Plan['failing']> {
  if (shown.contentHash === next.contentHash) return []
  const plan = await planRelease(client, { ...next, queries: shown.queries }, { allowFailingQueries: true })
  return plan.failing
}
