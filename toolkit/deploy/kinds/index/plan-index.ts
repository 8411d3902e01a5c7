import type { DesiredIndex } from '../../../kinds/index/desired-index.ts'
import { isIndex } from '../../../kinds/index/index-kind.ts'
import { createIndexSql } from '../../../kinds/index/index-sql.ts'
import { quoteIdentifier, quoteLiteral } from '../../../sql/identifier.ts'
import { RelationName, relationName } from '../../../sql/relation-name.ts'
import type { Partition } from '../../live/live-partitions.ts'
import { managedComment } from '../../plan/comment.ts'
import { inStage, outsideTransaction, type PlannedStatement, type PlanStep } from '../../plan/plan-step.ts'
import { type Planner, step, unwanted } from '../../plan/planner.ts'
import { recordNamed } from '../../records/records.ts'
import { indexNames, plainIndexNames } from './index-names.ts'
import { partitionedIndex } from './partitioned-index.ts'

/**
 * Creates an index without keeping anybody from writing; one that was broken off is removed first, one that changes is
 * built beside the old one, whose name it then takes.
 */
export function planIndex(planner: Planner, object: DesiredIndex): PlanStep[] {
  const { desired, live, final, records, options } = planner
  const { name, on } = object
  const names = indexNames(object)
  const find = ({ schema, name: plain }: RelationName) =>
    [...live.indexes.values()].find((index) => index.name === plain && index.schema === schema)
  const [found, fresh, old] = [find(names.own), find(names.fresh), find(names.old)]
  const record = recordNamed(records, object.kind, name)
  const tree = live.partitions.get(on)
  const inChunks = isHypertable(planner, on)
  const drop = (one: RelationName) => dropIndex(one, tree !== undefined || inChunks)
  const isNewTable = !live.relations.has(on) && final.relations.has(on)
  const build = ({ name: plain }: RelationName) => buildIndex(object, plain, { tree, inChunks, isNewTable })
  const statements: (PlannedStatement | string)[] = []
  if (old) statements.push(drop(names.old))
  if (found?.valid !== true) {
    if (fresh) statements.push(drop(names.fresh))
    const isBegun = tree !== undefined && found?.canonical === final.indexes.get(name)
    if (found && !isBegun) statements.push(drop(names.own))
    statements.push(...build(names.own))
  } else if (found.canonical !== final.indexes.get(name)) {
    const byHand =
      record?.state === 'final' && record.hash === object.hash && record.canonical !== found.canonical
    if (byHand && !options.repair) return []
    if (fresh) statements.push(drop(names.fresh))
    const rename = (from: RelationName, to: RelationName) =>
      `alter index ${from.sql} rename to ${quoteIdentifier(to.name)}`
    statements.push(
      ...build(names.fresh),
      [rename(names.own, names.old), rename(names.fresh, names.own)].join(';\n'),
      drop(names.old),
    )
  } else if (fresh) statements.push(drop(names.fresh))
  if (statements.length === 0) return []
  const comment = managedComment(object.description, desired.project, desired.version)
  statements.push(`comment on index ${names.own.sql} is ${quoteLiteral(comment)}`)
  const hazards = [
    {
      kind: 'long build' as const,
      message: inChunks
        ? `${name} is built on ${on} chunk by chunk, of which each takes no writes meanwhile`
        : `${name} is built on ${on} without blocking it, which can take long`,
    },
  ]
  return [step(planner, { object: name, kind: 'index', phase: 'prepare', statements, hazards })]
}

interface IndexedTable {
  readonly tree: readonly Partition[] | undefined
  readonly inChunks: boolean
  /** Whether the release makes it, so that nobody writes to it yet. */
  readonly isNewTable: boolean
}

function buildIndex(
  object: DesiredIndex,
  name: string,
  { tree, inChunks, isNewTable }: IndexedTable,
): PlannedStatement[] {
  if (tree) return partitionedIndex(object, name, tree)
  const index = { ...object, name, on: relationName(object.on).sql }
  return isNewTable
    ? [inStage('create', createIndexSql(index))]
    : [outsideTransaction(createIndexSql(index, inChunks ? 'by chunk' : 'concurrently'))]
}

/** Indexes of ours that the release no longer has. */
export function planIndexDrops(planner: Planner): PlanStep[] {
  return unwanted(planner, 'index').map(({ name }) => {
    const names = plainIndexNames(name)
    const found = [...planner.live.indexes.values()].filter((index) => names.includes(index.name))
    const statements = found.map((index) =>
      dropIndex(
        new RelationName(index.schema, index.name),
        index.isPartitioned || isHypertable(planner, index.on),
      ),
    )
    return step(planner, { object: name, kind: 'drop', phase: 'finish', statements })
  })
}

const isHypertable = ({ live }: Planner, table: string): boolean =>
  live.hosts.tables.get(table)?.kind === 'hypertable'

/** Indexes of ours that the release no longer has, or has otherwise: what they need may go after them. */
export function leavingIndexes(planner: Planner): Set<string> {
  const { desired, live, final } = planner
  const changed = desired.objects.filter(isIndex).filter(({ name }) => {
    const found = live.indexes.get(name)
    return found && found.canonical !== final.indexes.get(name)
  })
  return new Set([...unwanted(planner, 'index'), ...changed].map(({ name }) => name))
}

/** An index of a table in parts goes with those of the parts, at once. */
const dropIndex = (name: RelationName, inParts: boolean): PlannedStatement =>
  inParts
    ? inStage('create', `drop index if exists ${name.sql}`)
    : outsideTransaction(`drop index concurrently if exists ${name.sql}`)
