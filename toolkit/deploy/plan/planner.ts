import { type DesiredObject, type DesiredRelation, isRelation } from '../../kinds/desired-object.ts'
import type { RecordedKindName } from '../../kinds/recorded-kind-names.ts'
import type { Dependent } from '../../postgres/dependents.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import type { Adoption } from '../kinds/adoption/adoption.ts'
import type { LiveState } from '../live/live-state.ts'
import type { TableRows } from '../live/table-rows.ts'
import type { Access } from '../reader/access.ts'
import type { ReaderAccess } from '../reader/reader-access.ts'
import type { ReaderPlan } from '../reader/reader-plan.ts'
import type { ObjectRecord } from '../records/record.ts'
import { type Records, recordNamed } from '../records/records.ts'
import type { ExpandShadow } from '../shadow/expand-shadow.ts'
import type { FinalShadow } from '../shadow/final-shadow.ts'
import { type CommentContext, commentContext } from './comment.ts'
import { type Hazard, inStage, type Phase, type PlannedStatement, type PlanStep } from './plan-step.ts'
import { canonicalOf } from './view-options.ts'

export interface PlanOptions {
  /** Put right what was changed by hand. */
  readonly repair?: boolean
  /** Go on although Postgres refuses queries of the release. */
  readonly allowFailingQueries?: boolean
  /** Whether it stops where the reader may not be given what queries need; a check asks each query instead. */
  readonly requiresPrivileges?: boolean
  /** Where a query is defined, where its code is at hand. */
  readonly placeOf?: (where: string) => string | undefined
  /** Milliseconds that readers may queue behind a phase. */
  readonly lockTimeout?: number
  /** Milliseconds that one statement may take, storages included. */
  readonly statementTimeout?: number
}

/** Everything that planning goes by. */
export interface Planner {
  readonly desired: DesiredState
  readonly records: Records
  /** The desired relations, by name. */
  readonly relations: ReadonlyMap<string, DesiredRelation>
  /** The sources of this release and of those before it that still matter. */
  readonly sources: ReadonlySet<string>
  readonly live: LiveState
  readonly final: FinalShadow
  /** What somebody made and the release goes on with. */
  readonly adoptions: readonly Adoption[]
  readonly expand: ExpandShadow | undefined
  readonly access: ReadonlyMap<string, Access>
  readonly dependents: readonly Dependent[]
  readonly reader: ReaderAccess
  readonly readerPlan: ReaderPlan
  /** What the rows of our tables do not allow. */
  readonly tableRows: ReadonlyMap<string, TableRows>
  readonly options: Required<PlanOptions>
}

type StepParts = Pick<PlanStep, 'object' | 'kind' | 'phase'> &
  Partial<Pick<PlanStep, 'hazards' | 'locks' | 'space'>> & {
    statements: readonly (PlannedStatement | string)[]
  }

/** A step with its timeouts; a bare statement belongs to the stage in which things are created. */
export function step({ options }: Planner, parts: StepParts): PlanStep {
  const { lockTimeout, statementTimeout } = options
  const statements = parts.statements.map(
    (one): PlannedStatement => (typeof one === 'string' ? inStage('create', one) : one),
  )
  return { space: 'definition', hazards: [], locks: [], ...parts, statements, lockTimeout, statementTimeout }
}

/** What comments of the release are worked out by. */
export const commentsFor = ({ desired, records }: Planner): CommentContext => commentContext(desired, records)

/** What was applied of a kind, and the release no longer has. */
export function unwanted({ desired, records }: Planner, kind: RecordedKindName): ObjectRecord[] {
  const wanted = new Set(desired.objects.map((object) => `${object.kind} ${object.name}`))
  return records.objects.filter(
    (one) => one.kind === kind && one.state !== 'left' && !wanted.has(`${kind} ${one.name}`),
  )
}

/** Whether somebody changed an object by hand which the release does not change: it is left alone unless repaired. */
export function isLeftAlone({ records, live, options }: Planner, { name, hash }: DesiredObject): boolean {
  if (options.repair) return false
  const record = recordNamed(records, 'view', name)
  const found = live.relations.get(name)
  return (
    record?.state === 'final' &&
    found !== undefined &&
    record.hash === hash &&
    record.canonical !== canonicalOf(found)
  )
}

/** The sources of this release and of those before it that still matter: somebody else's, whatever is known of them. */
export function sourceNames(desired: DesiredState, records: Records): Set<string> {
  const states = [desired, ...[records.deployed, records.current].flatMap((one) => one?.desired ?? [])]
  return new Set(states.flatMap((state) => state.sources.map((source) => source.name)))
}

/**
 * What of somebody else's stands in the way of dropping a relation, or a function with these arguments; indexes that leave
 * before it do not.
 */
export function unmanagedDependents(
  planner: Planner,
  name: string,
  signature: string | null = null,
  leaving: ReadonlySet<string> = new Set(),
): Hazard[] {
  const { dependents, live, sources } = planner
  const isManaged = (relation: string) => live.relations.has(relation) && !sources.has(relation)
  return dependents
    .filter((one) => one.on === name && one.signature === signature)
    .filter(({ relation }) => relation === null || !isManaged(relation))
    .filter(({ index }) => index === null || !leaving.has(index))
    .map(({ description }) => ({
      kind: 'unmanaged dependent',
      message: `${description} depends on ${name}, and is not part of the project`,
    }))
}

/** The panels that read one of these columns now. */
export function deployedReaders(
  { records }: Planner,
  relation: string,
  columns: readonly string[],
): string[] {
  const reads = [...(records.deployed?.reads ?? []), ...(records.current?.reads ?? [])]
  const where = reads
    .filter((read) => read.relation === relation && columns.includes(read.column))
    .map((read) => read.where)
  return [...new Set(where)].sort()
}

export const waits = (name: string, phase: Phase): Hazard => ({
  kind: 'locks readers',
  message: `readers of ${name} wait while the ${phase} phase ends, at most as long as the lock timeout`,
})

/** The desired relations, by name. */
export function desiredRelations({ objects }: DesiredState): Map<string, DesiredRelation> {
  return new Map(objects.filter(isRelation).map((object) => [object.name, object]))
}
