import * as v from 'valibot'
import type { SourceIndex } from '../../define/source-index.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { type Desired, type DesiredCommon, desiredEntries } from '../desired.ts'
import { indexColumns } from './index-sql.ts'

export interface DesiredIndex extends Desired {
  readonly kind: 'index'
  readonly on: string
  readonly unique: boolean
  /** What stands between the parentheses. */
  readonly columns: string
  /** The condition of a partial index. */
  readonly predicate?: string
}

export const desiredIndexSchema = v.strictObject({
  kind: v.literal('index'),
  ...desiredEntries,
  on: v.string(),
  unique: v.boolean(),
  columns: v.string(),
  predicate: v.exactOptional(v.string()),
})

/** What a release wants of an index. */
export function desiredIndex(definition: SourceIndex, common: DesiredCommon): DesiredIndex {
  const { description, on, unique, where } = definition
  return {
    kind: 'index',
    ...common,
    description,
    on: on.name,
    unique,
    columns: indexColumns(definition.columns),
    ...(where === undefined ? {} : { predicate: compileQuery(where).sql }),
  }
}
