import { QueryVariableBuilder, VariableRefresh } from '@grafana/grafana-foundation-sdk/dashboard'
import { sql } from 'kysely'
import { rememberSite } from '../../foundation/definition-site.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import type { Query } from '../query.ts'
import { escapedReference, type MultiVariable, type SingleVariable, singleValue } from './variable.ts'

export interface QueryVariableOptions {
  readonly label: string
  readonly description: string
  /** Returns `__value`, which queries get, and `__text`, which people see. */
  readonly query: Query<{ __value: string; __text: string }>
}

/**
 * A variable whose choices come from a query.
 *
 * @example
 * export const userId = queryVariable('user_id', {
 *   label: 'User', description: 'Whose channels are shown.',
 *   query: from(users).selectFrom('users').select(['user_id as __value', 'email as __text']),
 * })
 */
export function queryVariable<const Name extends string>(
  name: Name,
  options: QueryVariableOptions,
): SingleVariable<'query', Name> {
  const { relations } = compileQuery(options.query)
  const model = variableBuilder(name, options).multi(false).build()
  return rememberSite(
    { kind: 'variable', type: 'query', name, model, relations, value: singleValue(name) },
    queryVariable,
  )
}

/** A variable whose choices come from a query and of which several can be taken, all of them by default. */
export function multiQueryVariable<const Name extends string>(
  name: Name,
  options: QueryVariableOptions,
): MultiVariable<Name> {
  const { relations } = compileQuery(options.query)
  const model = variableBuilder(name, options).multi(true).includeAll(true).build()
  const values = () => sql<string>`(${sql.raw(escapedReference(name))})`
  return rememberSite({ kind: 'variable', type: 'query', name, model, relations, values }, multiQueryVariable)
}

function variableBuilder(
  name: string,
  { label, description, query }: QueryVariableOptions,
): QueryVariableBuilder {
  const text = compileQuery(query).sql
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .query(text)
    .definition(text)
    .refresh(VariableRefresh.OnDashboardLoad)
}
