import type { ClientBase } from 'pg'
import type { Plan } from '../plan/plan.ts'
import { forgetGrants, rememberGrants } from '../reader/record-grants.ts'
import type { ObjectRecord } from '../records/record.ts'
import { forgetObject } from '../records/records.ts'
import { contractRecords, isOf, setPhase } from '../records/release-records.ts'
import type { RunOptions } from './apply-options.ts'
import { phaseParts } from './phase-parts.ts'
import { runAlone } from './run-alone.ts'
import { type PhasePart, runParts } from './run-parts.ts'

/** Makes of an expanded database what a fresh build would be, and drops what is gone. */
export async function contract(
  client: ClientBase,
  { desired, planner, steps, upkeep }: Plan,
  releaseId: number,
  options: RunOptions,
): Promise<void> {
  const own = steps.filter(({ phase }) => phase === 'contract')
  const done = setPhase(releaseId, 'done')
  options.onStep?.('Contracting')
  if (!planner) {
    const whole = { steps: own, before: [...upkeep, done] }
    return runParts(client, { phase: 'contract', whole, parts: () => [] }, options)
  }
  const finishing = steps.filter(({ phase }) => phase === 'finish')
  const before = [
    ...upkeep,
    ...contractRecords(planner, releaseId, finishing),
    ...rememberGrants(planner),
    ...forgetGrants(planner),
    done,
  ]
  const parts = () => {
    const all = phaseParts(own)
    const earlier = all.slice(0, -1).map((part): PhasePart => {
      const isOfPart = (record: ObjectRecord) => part.some((one) => isOf(record, one))
      return { steps: part, before: contractRecords(planner, releaseId, finishing, isOfPart) }
    })
    return [...earlier, { steps: all.at(-1) ?? [], before }]
  }
  await runParts(client, { phase: 'contract', planner, whole: { steps: own, before }, parts }, options)
  for (const one of finishing) {
    options.onStep?.(`${one.kind} ${one.object}`)
    const forgotten = planner.records.objects.filter((record) => isOf(record, one))
    const after = forgotten.map((record) => forgetObject(desired.project, record))
    await runAlone(client, one, { before: [], after }, options)
  }
}
