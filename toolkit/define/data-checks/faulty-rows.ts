import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import { rememberSite } from '../../foundation/definition-site.ts'
import type { DataCheck } from '../data-check.ts'
import type { Rows } from '../queries/rows.ts'
import type { Query } from '../query.ts'
import type { Relation } from '../relation.ts'
import { rows } from '../rows.ts'
import type { CheckedRelation } from './checked-relation.ts'

type AnyColumns = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export interface LooseOptions {
  readonly name?: string
  readonly description?: string
  readonly remedy?: string
  readonly where?: (eb: ReturnType<typeof expressionBuilder<AnyColumns, string>>) => Expression<SqlBool>
}

/** The rows of a relation, whose columns the types of who asks have made sure of. */
export function anyRows(relation: Relation): Rows<AnyColumns, string, unknown>
export function anyRows(relation: Relation): object {
  return rows(relation)
}

/** The rows that a check looks at. */
export function looked(
  relation: CheckedRelation,
  { where }: LooseOptions,
): Rows<AnyColumns, string, unknown> {
  const all = anyRows(relation)
  return where ? all.where(where(expressionBuilder<AnyColumns, string>())) : all
}

/** A check with a name of its kind and of what it looks at, unless its options say otherwise. */
export function readyCheck(
  own: { readonly name: string; readonly description: string; readonly remedy: string },
  { name = own.name, description = own.description, remedy = own.remedy }: LooseOptions,
  query: Query,
  definedBy: (...args: never[]) => unknown,
): DataCheck {
  return rememberSite({ kind: 'data check', name, description, remedy, query }, definedBy)
}
