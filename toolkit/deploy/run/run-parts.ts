import type { ClientBase } from 'pg'
import { deployDefaults } from '../plan/deploy-defaults.ts'
import { type Phase, type PlanStep, stages, statementsOf } from '../plan/plan-step.ts'
import type { Planner } from '../plan/planner.ts'
import type { RunOptions } from './apply-options.ts'
import { lockRelations } from './lock-relations.ts'
import { ReaderPatience } from './reader-patience.ts'
import { noQuietMoment, phaseStatementTimeout, runPhase } from './run-phase.ts'

/** Steps of a phase that are done together. */
export interface PhasePart {
  readonly steps: readonly PlanStep[]
  /** Statements that take no lock that readers wait for. */
  readonly before: readonly string[]
}

interface PhaseParts {
  readonly phase: 'expand' | 'contract'
  /** What tells the relations that are locked; undefined where none are. */
  readonly planner?: Planner
  /** All of it, in one transaction. */
  readonly whole: PhasePart
  /** The same in parts that may be done one after the other; none where they may not. */
  parts(): readonly PhasePart[]
}

/** How often a phase is tried as a whole, and how often a group of its parts, before it is done in smaller ones. */
const attempts = { whole: 5, group: 2 }

/** Into how many groups one is divided for which there is no moment. */
const groups = 8

/**
 * Runs a phase: all of it in one transaction where there is a moment for that, and otherwise in ever smaller parts.
 *
 * @throws SightlineError where readers stay in the way of one of them
 */
export async function runParts(
  client: ClientBase,
  { phase, planner, whole, parts: partsOf }: PhaseParts,
  options: RunOptions,
): Promise<void> {
  const { deadline = deployDefaults.deadline, lockTimeout = deployDefaults.lockTimeout } = options
  let end = performance.now() + deadline
  let done = 0
  const patience = new ReaderPatience(lockTimeout)
  const attempt = async (part: PhasePart, attempts: number) => {
    const names = [...new Set(part.steps.flatMap(({ locks }) => locks))]
    const isDone = await runPhase(client, {
      ...statementsFor(phase, planner, part, names),
      name: phase,
      lock: options.lock,
      relations: names,
      patience,
      statementTimeout: phaseStatementTimeout,
      attempts,
      end,
      onRetry: (tried) => options.onStep?.(`Readers are busy with ${listOf(names)}, attempt ${tried + 1}`),
    })
    if (isDone) options.progress.did(phase, part.steps)
    if (!isDone && performance.now() > end) throw noQuietMoment(phase, listOf(names), done > 0)
    return isDone
  }
  if (await attempt(whole, attempts.whole)) return options.progress.ended(phase)
  const parts = partsOf()
  const inGroups = async (some: readonly PhasePart[]): Promise<void> => {
    const size = Math.ceil(some.length / groups)
    for (let start = 0; start < some.length; start += size) {
      const group = some.slice(start, start + size)
      const isOne = group.length === 1
      if (await attempt(together(group), isOne ? forever : attempts.group)) {
        done += group.length
        end = performance.now() + deadline
        options.onStep?.(`${phase} ${done} of ${parts.length}`)
      } else await inGroups(group)
    }
  }
  if (parts.length > 1) await inGroups(parts)
  else await attempt(whole, forever)
  options.progress.ended(phase)
}

const forever = Number.POSITIVE_INFINITY

const together = (parts: readonly PhasePart[]): PhasePart => ({
  steps: parts.flatMap(({ steps }) => steps),
  before: parts.flatMap(({ before }) => before),
})

function statementsFor(
  phase: Phase,
  planner: Planner | undefined,
  { steps, before }: PhasePart,
  names: readonly string[],
) {
  const inStages = (wanted: readonly string[]) =>
    statementsOf(steps, phase)
      .filter(({ stage }) => wanted.includes(stage))
      .map(({ sql }) => sql)
  const locked = inStages(stages.filter((stage) => stage !== 'before'))
  const relations = planner?.live.relations ?? new Map()
  return {
    before: [...inStages(['before']), ...before],
    locked: (budget: number) => [...lockRelations(relations, names, budget), ...locked],
  }
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'the catalogue'
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return names.slice(0, 3).join(', ') + more
}
