import { QueryVariableBuilder, VariableRefresh } from '@grafana/grafana-foundation-sdk/dashboard'
import { sql } from 'kysely'
import { rememberSite } from '../../foundation/definition-site.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { usesTimeRange } from '../dashboards/uses-time-range.ts'
import type { Query } from '../query.ts'
import { escapedReference, type MultiVariable, type SingleVariable, singleValue } from './variable.ts'

export interface QueryVariableOptions<Value> {
  readonly label: string
  readonly description: string
  /** Returns `__value`, which queries get and which may be of any type, and `__text`, which people see. */
  readonly query: Query<{ __value: Value; __text: string }>
}

/**
 * A variable whose choices come from a query; it follows the time range where its query does.
 *
 * @example
 * export const userId = queryVariable('user_id', {
 *   label: 'User', description: 'Whose channels are shown.',
 *   query: from(users).selectFrom('users').select(['user_id as __value', 'email as __text']),
 * })
 */
export function queryVariable<const Name extends string, Value>(
  name: Name,
  options: QueryVariableOptions<Value>,
): SingleVariable<'query', Name, NonNullable<Value>> {
  const { relations } = compileQuery(options.query)
  const model = variableBuilder(name, options).multi(false).build()
  const value = singleValue<NonNullable<Value>>(name)
  return rememberSite({ kind: 'variable', type: 'query', name, model, relations, value }, queryVariable)
}

/**
 * A variable whose choices come from a query and of which several can be taken. All is the default, and stands in SQL for
 * the query itself: so it is right also where there is no choice at all.
 */
export function multiQueryVariable<const Name extends string, Value>(
  name: Name,
  options: QueryVariableOptions<Value>,
): MultiVariable<Name, NonNullable<Value>> {
  const { sql: query, relations } = compileQuery(options.query)
  const all = `select __value from (\n${indented(query)}\n) as choices where __value is not null`
  const model = variableBuilder(name, options).multi(true).includeAll(true).allValue(all).build()
  const values = () => sql<NonNullable<Value>>`(${sql.raw(escapedReference(name))})`
  return rememberSite({ kind: 'variable', type: 'query', name, model, relations, values }, multiQueryVariable)
}

function variableBuilder<Value>(
  name: string,
  { label, description, query }: QueryVariableOptions<Value>,
): QueryVariableBuilder {
  const { sql: asked } = compileQuery(query)
  const text = asTexts(asked)
  const { OnTimeRangeChanged, OnDashboardLoad } = VariableRefresh
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .query(text)
    .definition(text)
    .refresh(usesTimeRange(asked) ? OnTimeRangeChanged : OnDashboardLoad)
}

/** Values as Postgres writes them: Grafana makes milliseconds of a date, and rounds large numbers. */
const asTexts = (query: string): string =>
  `select __value::text as __value, __text\nfrom (\n${indented(query)}\n) as choices\nwhere __value is not null`

const indented = (query: string): string => query.replace(/^(?=.)/gm, '  ')
