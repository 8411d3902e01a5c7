import * as v from 'valibot'
import type { PartitionBy } from '../../define/partitions/partition-by.ts'
import { type PartitionedTable, partitionsSql } from '../../define/partitions/partitions-sql.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { Desired, DesiredCommon } from '../desired.ts'
import type { DesiredColumn, KeyText } from './desired-column.ts'
import { createTableSql, keyText } from './table-sql.ts'
import type { NeededType } from './type-sql.ts'

/** A table that a release creates and whose rows stay: what a table and a roll-up have in common. */
export interface OwnTable extends Desired {
  readonly columns: readonly DesiredColumn[]
  readonly primaryKey: readonly string[]
  /** The types that it needs, which are made with it where they are not there. */
  readonly types?: readonly NeededType[]
  /** Keys and checks of several columns. */
  readonly constraints?: readonly string[]
  readonly foreignKeys?: readonly KeyText[]
  readonly partitionBy?: DesiredPartitioning
}

export interface DesiredPartitioning extends PartitionBy {
  /** The zone whose clock the column shows, where it has none itself. */
  readonly zone: string
}

export const desiredPartitioningSchema = v.strictObject({
  column: v.string(),
  every: v.picklist(['hour', 'day', 'week', 'month', 'year']),
  keep: v.custom<PartitionBy['keep']>((keep) => typeof keep === 'string', 'it should be a text'),
  zone: v.string(),
})

/** What a definition says by itself, before it is known what it needs. */
export const alone = (name: string): DesiredCommon => ({ name, hash: '', dependsOn: [] })

/** The statements that create it where it is not there, without its foreign keys to tables that are made later. */
export const ownTableStatements = (
  table: OwnTable,
  isLater: (table: string) => boolean = () => false,
): string[] => [
  ...(table.types ?? []).map(({ create }) => create),
  createTableSql(table, (references) => references === table.name || !isLater(references)),
  ...partitionStatements(table),
]

/** The statements that give tables which were made before another one their foreign keys to that. */
export const keysThatWaited = (earlier: readonly OwnTable[], { name }: OwnTable): string[] =>
  earlier.flatMap((table) => {
    const own = table.columns.filter(({ references }) => references === name)
    const keys = [
      ...own.map((column) => keyText({ columns: [column.name], references: name })),
      ...(table.foreignKeys ?? []).filter(({ references }) => references === name),
    ]
    return keys.map(({ sql }) => `alter table ${relationName(table.name).sql} add ${sql}`)
  })

/** The statements that make the partitions that it lacks; none where it has none. */
export function partitionStatements({ name, columns, partitionBy }: OwnTable): string[] {
  const column = columns.find((one) => one.name === partitionBy?.column)
  if (!partitionBy || !column) return []
  const table: PartitionedTable = { name, partitionBy, columnType: column.type, zone: partitionBy.zone }
  return [partitionsSql(table, 'make')]
}

/** What changes in how it is partitioned, in words. */
export function partitionFacts(before: OwnTable, after: OwnTable): string[] {
  const [from, to] = [before.partitionBy, after.partitionBy]
  if (!from || !to) {
    if (from) return [`no longer partitioned by ${from.column}`]
    return to ? [`partitioned by ${to.column}, every ${to.every}, kept for ${to.keep}`] : []
  }
  return [
    ...(from.column === to.column ? [] : [`partitioned by ${to.column} instead of ${from.column}`]),
    ...(from.every === to.every ? [] : [`a partition for every ${to.every} instead of every ${from.every}`]),
    ...(from.keep === to.keep ? [] : [`kept for ${to.keep} instead of ${from.keep}`]),
  ]
}

/** How the tables of a release are partitioned, those that are. */
export const partitionedTables = (
  objects: readonly Desired[],
): (DesiredPartitioning & { readonly name: string })[] =>
  objects.flatMap((object) => (isPartitioned(object) ? [{ ...object.partitionBy, name: object.name }] : []))

const isPartitioned = (object: Desired): object is OwnTable & { readonly partitionBy: DesiredPartitioning } =>
  'partitionBy' in object && object.partitionBy !== undefined
