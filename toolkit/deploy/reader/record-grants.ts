import { quoteLiteral } from '../../sql/identifier.ts'
import type { Planner } from '../plan/planner.ts'
import { type ReaderGrant, type RecordedGrant, without } from './reader-grant.ts'
import { isShared } from './reader-plan.ts'

/**
 * The statements that remember what the reader needs, with the transaction that gives it. What it had already is ours
 * where another project of this database has given it.
 */
export function rememberGrants(planner: Planner): string[] {
  const { desired, records, readerPlan } = planner
  const { project, readerRole: role } = desired
  const { wanted, present, between } = readerPlan
  const own = records.grants.filter((grant) => grant.project === project && grant.role === role)
  const given = without(wanted, present)
  const others = records.grants.filter((grant) => grant.made)
  const found = without(without(wanted, given), own)
  return [
    ...rememberGiven(planner, [...given, ...between]),
    ...found.flatMap((grant) =>
      remember(project, role, [grant], isShared(others, project, { ...grant, role })),
    ),
  ]
}

/** The statements that remember that a deploy gave these. */
export const rememberGiven = ({ desired }: Planner, given: readonly ReaderGrant[]): string[] =>
  remember(desired.project, desired.readerRole, given, true)

/** The statements that forget what the project does not need any more. */
export function forgetGrants({ desired, readerPlan }: Planner): string[] {
  return readerPlan.stale.map((grant) => {
    const conditions = Object.entries({ ...identity(grant), project: desired.project, role: grant.role })
    const where = conditions.map(([name, value]) => `${name} = ${quoteLiteral(value)}`)
    return `delete from sightline.reader_grant where ${where.join(' and ')}`
  })
}

const identity = ({ kind, schema, name, part }: ReaderGrant) => ({ kind, schema, name, part })

function remember(
  project: RecordedGrant['project'],
  role: RecordedGrant['role'],
  grants: readonly ReaderGrant[],
  made: boolean,
): string[] {
  if (grants.length === 0) return []
  const rows = grants.map((grant) => {
    const values = [project, role, ...Object.values(identity(grant))].map(quoteLiteral)
    return `(${values.join(', ')}, ${made})`
  })
  return [
    `insert into sightline.reader_grant (project, role, kind, schema, name, part, made)
values ${rows.join(',\n  ')}
on conflict (project, role, kind, schema, name, part) do update set made = excluded.made`,
  ]
}
