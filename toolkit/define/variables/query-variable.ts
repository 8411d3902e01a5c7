import {
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { rememberSite } from '../../foundation/definition-site.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { usesTimeRange } from '../dashboards/uses-time-range.ts'
import type { Query } from '../query.ts'
import { type ShownOptions, shown } from './shown.ts'
import { type MultiVariable, type SingleVariable, severalValues, singleValue } from './variable.ts'

export interface QueryVariableOptions<Value> extends ShownOptions {
  /** Returns `__value`, which queries get and which may be of any type, and `__text`, which people see. */
  readonly query: Query<{ __value: Value; __text: string }>
  /** Which choices are offered, by their values; groups named `text` and `value` cut these out of them. */
  readonly regex?: RegExp
  /** The order of the choices by their texts; that of the query unless said otherwise. */
  readonly sort?: keyof typeof sorts
}

export interface AllOptions {
  /** SQL that stands for All in `in (…)`; the query itself unless said otherwise, or all choices where there is a `regex`. */
  readonly allValue?: string
}

/**
 * A variable whose choices come from a query; it follows the time range where its query does, and other variables where
 * its query uses them. With `includeAll`, All is one more choice and the default, and the variable is a list in SQL.
 *
 * @example
 * export const userId = queryVariable('user_id', {
 *   label: 'User', description: 'Whose channels are shown.',
 *   query: rows(users).select(['user_id as __value', 'email as __text']),
 * })
 */
export function queryVariable<const Name extends string, Value>(
  name: Name,
  options: QueryVariableOptions<Value> & { readonly includeAll?: never; readonly allValue?: never },
): SingleVariable<'query', Name, NonNullable<Value>>
export function queryVariable<const Name extends string, Value>(
  name: Name,
  options: QueryVariableOptions<Value> & AllOptions & { readonly includeAll: true },
): MultiVariable<Name, NonNullable<Value>>
export function queryVariable<const Name extends string, Value>(
  name: Name,
  options: QueryVariableOptions<Value> & AllOptions & { readonly includeAll?: true },
): SingleVariable<'query', Name, NonNullable<Value>> | MultiVariable<Name, NonNullable<Value>> {
  const { relations } = compileQuery(options.query)
  const base = { kind: 'variable', type: 'query', name, relations, query: options.query } as const
  const builder = variableBuilder(name, options).multi(false)
  if (!options.includeAll) {
    const value = singleValue<NonNullable<Value>>(name)
    return rememberSite({ ...base, model: builder.build(), value }, queryVariable)
  }
  const values = severalValues<NonNullable<Value>>(name)
  return rememberSite({ ...base, model: withAll(builder, options).build(), values }, queryVariable)
}

/**
 * A variable whose choices come from a query and of which several can be taken. All is the default, and stands in SQL for
 * the query itself: so it is right also where there is no choice at all.
 */
export function multiQueryVariable<const Name extends string, Value>(
  name: Name,
  options: QueryVariableOptions<Value> & AllOptions,
): MultiVariable<Name, NonNullable<Value>> {
  const { query } = options
  const { relations } = compileQuery(query)
  const model = withAll(variableBuilder(name, options).multi(true), options).build()
  const values = severalValues<NonNullable<Value>>(name)
  const base = { kind: 'variable', type: 'query', name, relations, query } as const
  return rememberSite({ ...base, model, values }, multiQueryVariable)
}

/** Where a regular expression leaves choices out, the query stands for more than them, and Grafana lists them instead. */
function withAll<Value>(
  builder: QueryVariableBuilder,
  { query, regex, allValue }: QueryVariableOptions<Value> & AllOptions,
): QueryVariableBuilder {
  const all = builder.includeAll(true)
  if (allValue !== undefined) return all.allValue(allValue)
  if (regex) return all
  const { sql: asked } = compileQuery(query)
  return all.allValue(`select __value from (\n${indented(asked)}\n) as choices where __value is not null`)
}

function variableBuilder<Value>(
  name: string,
  { query, regex, sort, ...rest }: QueryVariableOptions<Value>,
): QueryVariableBuilder {
  const { sql: asked } = compileQuery(query)
  const text = asTexts(asked)
  const { OnTimeRangeChanged, OnDashboardLoad } = VariableRefresh
  const builder = shown(new QueryVariableBuilder(name), rest)
    .query(text)
    .definition(text)
    .refresh(usesTimeRange(asked) ? OnTimeRangeChanged : OnDashboardLoad)
  if (regex) builder.regex(String(regex))
  return sort ? builder.sort(sorts[sort]) : builder
}

/** Grafana's orders: ascending or descending, by letters, by the first number, and so on. */
const sorts = {
  alphabeticalAsc: VariableSort.AlphabeticalAsc,
  alphabeticalDesc: VariableSort.AlphabeticalDesc,
  numericalAsc: VariableSort.NumericalAsc,
  numericalDesc: VariableSort.NumericalDesc,
  alphabeticalCaseInsensitiveAsc: VariableSort.AlphabeticalCaseInsensitiveAsc,
  alphabeticalCaseInsensitiveDesc: VariableSort.AlphabeticalCaseInsensitiveDesc,
  naturalAsc: VariableSort.NaturalAsc,
  naturalDesc: VariableSort.NaturalDesc,
}

/** Values as Postgres writes them: Grafana makes milliseconds of a date, and rounds large numbers. */
const asTexts = (query: string): string =>
  `select __value::text as __value, __text\nfrom (\n${indented(query)}\n) as choices\nwhere __value is not null`

const indented = (query: string): string => query.replace(/^(?=.)/gm, '  ')
