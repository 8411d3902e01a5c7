import { quoteIdentifier } from '../../sql/identifier.ts'
import { RelationName, relationName } from '../../sql/relation-name.ts'
import { replacedFunctions } from '../kinds/function/plan-function.ts'
import { leftovers } from '../plan/leftovers.ts'
import { inStage, type PlanStep } from '../plan/plan-step.ts'
import { type Planner, step } from '../plan/planner.ts'
import { recordNamed } from '../records/records.ts'
import { giveStatements, type ReaderGrant, takeStatements, without } from './reader-grant.ts'

/** What the reader lacks of what old and new dashboards read until the contract phase. */
export function missingGrants(planner: Planner): ReaderGrant[] {
  const { final, readerPlan } = planner
  const dropped = new Set(
    [...final.functions.keys()].filter((name) => replacedFunctions(planner, name).length > 0),
  )
  const lost = ({ kind, schema, name }: ReaderGrant) =>
    kind === 'function' && dropped.has(definedName(schema, name))
  const missing = without(
    readerPlan.wanted,
    readerPlan.present.filter((grant) => !lost(grant)),
  )
  return [...missing, ...readerPlan.between]
}

/** What the reader gets before old dashboards are replaced. */
export function planGrants(planner: Planner): PlanStep[] {
  const { readerRole } = planner.desired
  return asStep(planner, 'expand', readerRole, giveStatements(readerRole, missingGrants(planner)))
}

/** What readers lose afterwards: what a deploy gave them and no project needs any more. */
export function planRevokes(planner: Planner): PlanStep[] {
  const { desired, expand, readerPlan, options } = planner
  const { wanted, present, between } = readerPlan
  const taken = [...readerPlan.taken, ...between.map((grant) => ({ ...grant, role: desired.readerRole }))]
  const missing = expand ? [] : without(wanted, present)
  const given = options.repair ? givenByHand(planner) : []
  const roles = new Set([desired.readerRole, ...taken.map(({ role }) => role)])
  return [...roles].flatMap((role) => {
    const own = taken.filter((grant) => grant.role === role && remains(planner, grant))
    const isCurrent = role === desired.readerRole
    const statements = [
      ...takeStatements(role, own),
      ...giveStatements(role, takenWithWhole(planner, role, own)),
      ...(isCurrent ? [...given, ...giveStatements(role, missing)] : []),
    ]
    return asStep(planner, 'contract', role, statements)
  })
}

/** The columns that are needed on, of what is taken as a whole: Postgres takes the grants on columns with it. */
function takenWithWhole(
  { desired, readerPlan, records }: Planner,
  role: string,
  taken: readonly ReaderGrant[],
): ReaderGrant[] {
  const wholes = taken.filter(({ kind }) => kind === 'relation')
  const needed = [
    ...(role === desired.readerRole ? readerPlan.wanted : []),
    ...records.grants.filter((grant) => grant.role === role && grant.project !== desired.project),
  ]
  return needed.filter(
    ({ kind, schema, name }) =>
      kind === 'column' && wholes.some((whole) => whole.schema === schema && whole.name === name),
  )
}

const definedName = (schema: string, name: string) => new RelationName(schema, name).written

/** Whether what was granted is still there when views have been dropped, or have lost columns. */
function remains(planner: Planner, { kind, schema, name, part }: ReaderGrant): boolean {
  const relation = definedName(schema, name)
  if (kind === 'function' && recordNamed(planner.records, 'function', relation))
    return planner.final.functions.get(relation)?.signature === part
  if (kind !== 'column') return true
  if (leftovers(planner).includes(relation)) return false
  const ends = planner.final.relations.get(relation)
  return !ends || ends.columns.some((column) => column.name === part)
}

/** The statements that take what somebody gave the reader by hand on what the release has; only a repair does. */
function givenByHand(planner: Planner): string[] {
  const { desired, reader, readerPlan, records } = planner
  const role = desired.readerRole
  const needed = [...readerPlan.wanted, ...records.grants.filter((grant) => grant.role === role)]
  return [...reader.columns].flatMap(([relation, had]) => {
    const target = relationName(relation)
    const excess = without(
      [...had].map((part): ReaderGrant => {
        return part === '*' ? { kind: 'relation', ...target, part: '' } : { kind: 'column', ...target, part }
      }),
      needed,
    )
    if (!excess.some(({ kind }) => kind === 'relation'))
      return takeStatements(
        role,
        excess.filter((grant) => remains(planner, grant)),
      )
    if (leftovers(planner).includes(relation)) return []
    const again = needed.filter(
      ({ kind, schema, name }) => kind === 'column' && schema === target.schema && name === target.name,
    )
    const kept = again.filter((grant) => remains(planner, grant))
    return [
      `revoke select on ${relationName(relation).sql} from ${quoteIdentifier(role)}`,
      ...giveStatements(role, kept),
    ]
  })
}

function asStep(
  planner: Planner,
  phase: 'expand' | 'contract',
  object: string,
  statements: readonly string[],
): PlanStep[] {
  if (statements.length === 0) return []
  const own = statements.map((sql) => inStage('grant', sql))
  return [step(planner, { object, space: 'role', kind: 'grant', phase, statements: own })]
}
