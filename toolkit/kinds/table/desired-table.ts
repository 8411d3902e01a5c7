import * as v from 'valibot'
import type { Table } from '../../define/source.ts'
import { type DesiredCommon, desiredEntries } from '../desired.ts'
import { desiredColumnSchema } from './desired-column.ts'
import { desiredPartitioningSchema, type OwnTable } from './own-table.ts'
import { columnSql, constraintsOf, otherKeys, plainReference } from './table-sql.ts'
import { neededTypes } from './type-sql.ts'

export interface DesiredTable extends OwnTable {
  readonly kind: 'table'
}

export const neededTypeSchema = v.strictObject({
  name: v.string(),
  extension: v.exactOptional(v.string()),
  create: v.string(),
})

export const desiredTableSchema = v.strictObject({
  kind: v.literal('table'),
  ...desiredEntries,
  columns: v.array(desiredColumnSchema),
  primaryKey: v.array(v.string()),
  types: v.exactOptional(v.array(neededTypeSchema)),
  constraints: v.exactOptional(v.array(v.string())),
  foreignKeys: v.exactOptional(v.array(v.strictObject({ references: v.string(), sql: v.string() }))),
  partitionBy: v.exactOptional(desiredPartitioningSchema),
})

/** What a release wants of a table. */
export function desiredTable(definition: Table, common: DesiredCommon): DesiredTable {
  const { description, primaryKey, partitionBy } = definition
  const columns = Object.entries(definition.columns).map(([name, { shape }]) => {
    const references = plainReference(shape)
    return {
      name,
      type: shape.type,
      nullable: shape.nullable && !shape.primaryKey && !primaryKey.includes(name),
      definition: columnSql(name, shape),
      ...(references === undefined ? {} : { references }),
    }
  })
  const [types, constraints, foreignKeys] = [
    neededTypes(definition.columns),
    constraintsOf(definition),
    otherKeys(definition),
  ]
  const zone = (partitionBy && definition.columns[partitionBy.column]?.shape.zone) ?? 'UTC'
  return {
    kind: 'table',
    ...common,
    description,
    columns,
    primaryKey,
    ...(types.length > 0 ? { types } : {}),
    ...(constraints.length > 0 ? { constraints } : {}),
    ...(foreignKeys.length > 0 ? { foreignKeys } : {}),
    ...(partitionBy ? { partitionBy: { ...partitionBy, zone } } : {}),
  }
}
