import * as v from 'valibot'
import type { Table } from '../../define/source.ts'
import { type Desired, type DesiredCommon, desiredEntries } from '../desired.ts'
import { columnSql, constraintsOf, type KeyText, otherKeys, plainReference } from './table-sql.ts'
import { type NeededType, neededTypes } from './type-sql.ts'

/** A column of a table of ours; `definition` is what stands in CREATE TABLE, without its foreign key. */
export interface DesiredColumn {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly definition: string
  /** The table to which its values refer. */
  readonly references?: string
}

export interface DesiredTable extends Desired {
  readonly kind: 'table'
  readonly columns: readonly DesiredColumn[]
  readonly primaryKey: readonly string[]
  /** The types that it needs, which are made with it where they are not there. */
  readonly types?: readonly NeededType[]
  /** Keys and checks of several columns; a table that is there keeps those that it has. */
  readonly constraints?: readonly string[]
  readonly foreignKeys?: readonly KeyText[]
}

export const desiredColumnSchema = v.strictObject({
  name: v.string(),
  type: v.string(),
  nullable: v.boolean(),
  definition: v.string(),
  references: v.exactOptional(v.string()),
})

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
})

/** What a release wants of a table. */
export function desiredTable(definition: Table, common: DesiredCommon): DesiredTable {
  const { description, primaryKey } = definition
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
  return {
    kind: 'table',
    ...common,
    description,
    columns,
    primaryKey,
    ...(types.length > 0 ? { types } : {}),
    ...(constraints.length > 0 ? { constraints } : {}),
    ...(foreignKeys.length > 0 ? { foreignKeys } : {}),
  }
}
