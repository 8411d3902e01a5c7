import type { DesiredRollup } from '../../../kinds/rollup/desired-rollup.ts'
import { quoteLiteral } from '../../../sql/identifier.ts'
import { relationName } from '../../../sql/relation-name.ts'
import type { Planner } from '../../plan/planner.ts'

/** The statement that spreads its rows over the servers of Citus; none where that is not installed, or has done so. */
export function distribution({ live: { hosts } }: Planner, { name, distributeBy }: DesiredRollup): string[] {
  if (distributeBy === undefined || !hosts.versions.has('citus')) return []
  const found = hosts.tables.get(name)
  if (found?.by === distributeBy) return []
  const [table, column] = [relationName(name).sql, distributeBy].map(quoteLiteral)
  return found
    ? [`select pg_catalog.alter_distributed_table(${table}, distribution_column := ${column})`]
    : [`select pg_catalog.create_distributed_table(${table}, ${column})`]
}
