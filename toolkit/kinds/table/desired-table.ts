import * as v from 'valibot'
import type { Table } from '../../define/source.ts'
import { type Desired, type DesiredCommon, desiredEntries } from '../desired.ts'
import { columnSql } from './table-sql.ts'

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
}

export const desiredColumnSchema = v.strictObject({
  name: v.string(),
  type: v.string(),
  nullable: v.boolean(),
  definition: v.string(),
  references: v.exactOptional(v.string()),
})

export const desiredTableSchema = v.strictObject({
  kind: v.literal('table'),
  ...desiredEntries,
  columns: v.array(desiredColumnSchema),
  primaryKey: v.array(v.string()),
})

/** What a release wants of a table. */
export function desiredTable(definition: Table, common: DesiredCommon): DesiredTable {
  const { description, primaryKey } = definition
  const columns = Object.entries(definition.columns).map(([name, { shape }]) => ({
    name,
    type: shape.type,
    nullable: shape.nullable && !shape.primaryKey && !primaryKey.includes(name),
    definition: columnSql(name, shape),
    ...(shape.references === undefined ? {} : { references: shape.references }),
  }))
  return { kind: 'table', ...common, description, columns, primaryKey }
}
