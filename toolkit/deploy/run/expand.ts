import type { ClientBase } from 'pg'
import { RelationName } from '../../sql/relation-name.ts'
import type { Plan } from '../plan/plan.ts'
import { inStage, type PlanStep } from '../plan/plan-step.ts'
import { type Planner, step } from '../plan/planner.ts'
import { missingGrants } from '../reader/plan-reader.ts'
import { giveStatements, type ReaderGrant } from '../reader/reader-grant.ts'
import { rememberGiven, rememberGrants } from '../reader/record-grants.ts'
import { expandRecords, isOf, prepareRecords, setPhase } from '../records/release-records.ts'
import type { RunOptions } from './apply-options.ts'
import { phaseParts } from './phase-parts.ts'
import { runAlone } from './run-alone.ts'
import { type PhasePart, runParts } from './run-parts.ts'

/** Adds all that is new to a database, and takes nothing away. */
export async function expand(
  client: ClientBase,
  { planner, steps }: Plan,
  releaseId: number,
  options: RunOptions,
): Promise<void> {
  const done = setPhase(releaseId, 'expanded')
  const nothing = () => []
  if (!planner) {
    const whole = { steps: [], before: [done] }
    return runParts(client, { phase: 'expand', whole, parts: nothing }, options)
  }
  for (const one of steps.filter(({ phase }) => phase === 'prepare')) {
    options.onStep?.(`${one.kind} ${one.object}`)
    const begun = prepareRecords(planner, releaseId, one, 'prepared')
    // How Postgres prints what was adopted is seen once it has its new name.
    const after = one.kind === 'adopt' ? begun : prepareRecords(planner, releaseId, one)
    await runAlone(client, one, { before: begun, after }, options)
  }
  options.onStep?.('Expanding')
  const own = steps.filter(({ phase }) => phase === 'expand')
  const before = [...expandRecords(planner, releaseId), ...rememberGrants(planner), done]
  const whole: PhasePart = { steps: own, before }
  const parts = planner.expand?.isCircular ? nothing : () => expandParts(planner, whole, releaseId)
  await runParts(client, { phase: 'expand', planner, whole, parts }, options)
}

/** What is given of what no part makes comes first, and the rest with what it is given of. */
function expandParts(planner: Planner, { steps, before }: PhasePart, releaseId: number): PhasePart[] {
  const all = phaseParts(steps)
  const parts = all.slice(0, -1)
  const made = new Set(parts.flat().map(({ object }) => object))
  const missing = missingGrants(planner)
  const objectOf = ({ schema, name }: ReaderGrant) => new RelationName(schema, name).written
  const part = (own: readonly PlanStep[], grants: readonly ReaderGrant[]): PhasePart => ({
    steps: [...own, ...grantStep(planner, grants)],
    before: [
      ...expandRecords(planner, releaseId, (record) => own.some((one) => isOf(record, one))),
      ...rememberGiven(planner, grants),
    ],
  })
  return [
    part(
      [],
      missing.filter((grant) => !made.has(objectOf(grant))),
    ),
    ...parts.map((own) => {
      const objects = new Set(own.map(({ object }) => object))
      return part(
        own,
        missing.filter((grant) => objects.has(objectOf(grant))),
      )
    }),
    { steps: all.at(-1) ?? [], before },
  ]
}

function grantStep(planner: Planner, grants: readonly ReaderGrant[]): PlanStep[] {
  const { readerRole } = planner.desired
  const statements = giveStatements(readerRole, grants).map((sql) => inStage('grant', sql))
  return [step(planner, { object: readerRole, space: 'role', kind: 'grant', phase: 'expand', statements })]
}
