import type { ChangeKind, PlanStep } from '../plan/plan-step.ts'

/** Changes of one relation after which whatever reads it still works. */
const standAlone: ReadonlySet<ChangeKind> = new Set(['add', 'extend', 'replace', 'swap', 'drop'])

/** What belongs to no relation. */
const ofNone: ReadonlySet<ChangeKind> = new Set(['grant', 'comment', 'schedule'])

/**
 * A phase in parts that may be done one after the other while people read: each leaves relations of which every one is
 * as it was, or as it will be. What is dropped to be created again is one part with all between. The last part may be
 * empty.
 */
export function phaseParts(steps: readonly PlanStep[]): PlanStep[][] {
  const drops = steps.filter(isDropAlone).toSorted((a, b) => depthOf(b) - depthOf(a))
  const last = steps.filter((one) => !drops.includes(one) && (ofNone.has(one.kind) || isDrop(one)))
  const others = steps.filter((one) => !last.includes(one) && !drops.includes(one))
  const bound = others.map((one) => !isAlone(one))
  const [first, end] = [bound.indexOf(true), bound.lastIndexOf(true)]
  const together = first < 0 ? [] : [others.slice(first, end + 1)]
  const before = first < 0 ? others : others.slice(0, first)
  const after = first < 0 ? [] : others.slice(end + 1)
  return [...before.map(alone), ...together, ...after.map(alone), ...drops.map(alone), last]
}

const alone = (one: PlanStep): PlanStep[] => [one]

const isAlone = ({ kind, statements }: PlanStep): boolean =>
  standAlone.has(kind) && statements.every(({ stage }) => stage === 'create' || stage === 'comment')

/** A drop of what nothing of ours reads any more; that of a function comes after those of the views that call it. */
const isDrop = ({ kind, statements }: PlanStep): boolean =>
  kind === 'drop' && statements.every(({ stage }) => stage === 'after')

const isDropAlone = (one: PlanStep): boolean => isDrop(one) && one.locks.length > 0

const depthOf = ({ statements }: PlanStep): number => Math.max(...statements.map(({ depth }) => depth))
