import type { DesiredObject } from '../../../kinds/desired-object.ts'
import { partNames } from '../../../kinds/incremental-view/incremental-parts.ts'
import { dropKeptStatements } from '../../../kinds/incremental-view/incremental-storage-sql.ts'
import { objectKind } from '../../../kinds/object-kinds.ts'
import { relationName } from '../../../sql/relation-name.ts'
import type { LiveState } from '../../live/live-state.ts'
import { changed, missing } from '../../plan/drift-finding.ts'
import type { PlanStep } from '../../plan/plan-step.ts'
import { type Planner, step, unmanagedDependents } from '../../plan/planner.ts'
import { depthOf } from '../../plan/relation-graph.ts'
import { canonicalOf } from '../../plan/view-options.ts'
import type { ObjectRecord } from '../../records/record.ts'
import { logsOf, readKeptRecord } from '../incremental-view/kept-record.ts'
import type { RecordedKind } from '../recorded-kind.ts'

/** What stored rows are made of: the storages, and the copies of views that they read. */
export const recordedStored: RecordedKind = {
  space: 'definition',
  isDerived: true,
  isOutsidePhases: true,
  staysBehind: false,
  live: ({ name }) => ({ relations: [name] }),
  drift(record, { relations }) {
    const found = relations.get(record.name)
    return found ? changed(record, canonicalOf(found)) : [missing(record)]
  },
  isDone: ({ name }, { objects }) => objects.some((object) => storedNames(object).includes(name)),
}

const storedNames = (object: DesiredObject): string[] =>
  objectKind(object)
    .relations(object)
    .flatMap(({ name, shownAs }) => (name === shownAs ? [] : [name]))

/** Storages and copies of earlier releases, once nothing reads them. */
export function planStoredDrops(planner: Planner): PlanStep[] {
  const { desired, records, live } = planner
  const wanted = new Set(desired.objects.flatMap(storedNames))
  const gone = records.objects.filter(({ kind, name }) => kind in dropping && !wanted.has(name))
  const relations = withKeptReads(live.relations, gone)
  gone.sort((a, b) => depthOf(relations, b.name) - depthOf(relations, a.name))
  return gone.map((record) => {
    const { name } = record
    return step(planner, {
      object: name,
      kind: 'drop',
      phase: 'finish',
      statements: dropsOf(record),
      hazards: unmanagedDependents(planner, name),
      locks: live.relations.has(name) ? [name] : [],
    })
  })
}

/** The rows of an incremental view are a table, which lies above what the query beside it reads. */
function withKeptReads(
  relations: LiveState['relations'],
  records: readonly ObjectRecord[],
): LiveState['relations'] {
  const found = new Map(relations)
  for (const { kind, name } of records) {
    const rows = kind === 'incremental storage' ? relations.get(name) : undefined
    if (rows) found.set(name, { ...rows, reads: [partNames(name).query.written] })
  }
  return found
}

const dropping: Readonly<Record<string, (record: ObjectRecord) => readonly string[]>> = {
  storage: ({ name }) => [`drop materialized view if exists ${relationName(name).sql}`],
  'view copy': ({ name }) => [`drop view if exists ${relationName(name).sql}`],
  'incremental storage': ({ name, canonical }) => dropKeptStatements(name, logsOf(readKeptRecord(canonical))),
}

const dropsOf = (record: ObjectRecord): readonly string[] => dropping[record.kind]?.(record) ?? []
