import type { SourceIndex } from '../../define/source-index.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import type { Desired, DesiredCommon } from '../desired.ts'
import { indexColumns } from './index-sql.ts'

export interface DesiredIndex extends Desired {
  readonly kind: 'index'
  readonly on: string
  readonly unique: boolean
  /** What stands between the parentheses. */
  readonly columns: string
  readonly predicate: string | undefined
}

/** What a release wants of an index. */
export function desiredIndex(definition: SourceIndex, common: DesiredCommon): DesiredIndex {
  const { description, on, unique, where } = definition
  const predicate = where && compileQuery(where).sql
  return {
    kind: 'index',
    ...common,
    description,
    on,
    unique,
    columns: indexColumns(definition.columns),
    predicate,
  }
}
