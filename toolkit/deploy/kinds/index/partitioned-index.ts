import { contentHash } from '../../../foundation/content-hash.ts'
import type { DesiredIndex } from '../../../kinds/index/desired-index.ts'
import { createIndexSql } from '../../../kinds/index/index-sql.ts'
import { derivedName } from '../../../sql/derived-name.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import type { Partition } from '../../live/live-partitions.ts'
import { inStage, outsideTransaction, type PlannedStatement } from '../../plan/plan-step.ts'

/**
 * Builds an index of a partitioned table without keeping anybody from writing: on the table alone, concurrently on each
 * partition, and attached from the leaves up. What an attempt before has done is not done again.
 */
export function partitionedIndex(
  object: DesiredIndex,
  name: string,
  tree: readonly Partition[],
): PlannedStatement[] {
  const [root] = tree
  if (!root) return []
  // Postgres never takes an index as whole where it is attached for each partition and one of them is foreign.
  if (tree.some(({ isForeign }) => isForeign))
    return [inStage('create', createIndexSql({ ...object, name, on: tableOf(root) }))]
  const { columns, unique, predicate } = object
  const mark = contentHash(JSON.stringify([object.name, columns, unique, predicate])).slice(0, 8)
  const names = [name]
  const statements = [onlyThere(object, name, root)]
  for (const [place, partition] of tree.entries()) {
    if (partition.parent === null) continue
    const above = names[partition.parent] ?? ''
    const attached = partition.indexes.find(({ attachedTo }) => attachedTo === above)
    const own = attached?.name ?? derivedName(partition.name, { suffix: `__${mark}` })
    names[place] = own
    if (attached) continue
    const found = partition.indexes.find((index) => index.name === own)
    if (partition.isPartitioned) statements.push(onlyThere(object, own, partition))
    else {
      if (found && !found.valid)
        statements.push(outsideTransaction(`drop index concurrently if exists ${nameIn(partition, own)}`))
      if (!found?.valid)
        statements.push(
          outsideTransaction(
            createIndexSql({ ...object, name: own, on: tableOf(partition) }, 'concurrently'),
          ),
        )
    }
  }
  return [...statements, ...attachments(tree, names)]
}

/** An index is whole when all below it are attached: the lowest first. */
function attachments(tree: readonly Partition[], names: readonly string[]): PlannedStatement[] {
  return [...tree.entries()].reverse().flatMap(([place, partition]) => {
    const above = partition.parent === null ? undefined : tree[partition.parent]
    const [own = '', parent = ''] = [names[place], names[partition.parent ?? 0]]
    if (!above || partition.indexes.some(({ attachedTo }) => attachedTo === parent)) return []
    return [
      inStage('create', `alter index ${nameIn(above, parent)} attach partition ${nameIn(partition, own)}`),
    ]
  })
}

const onlyThere = (object: DesiredIndex, name: string, table: Partition): PlannedStatement =>
  inStage('create', createIndexSql({ ...object, name, on: `only ${tableOf(table)}` }))

const tableOf = (table: Partition): string => nameIn(table, table.name)

const nameIn = ({ schema }: Partition, name: string): string =>
  `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
