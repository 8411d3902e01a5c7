import { withOptions } from '../grafana/model/variables/choose.ts'
import { readCustomOptions } from '../grafana/model/variables/custom-options.ts'
import { initialState } from '../grafana/model/variables/initial-state.ts'
import { variableReferences } from '../grafana/model/variables/references.ts'
import { queryText, type VariableJson } from '../grafana/model/variables/variable-json.ts'
import { hasAll, isList, type VariableState } from '../grafana/model/variables/variable-state.ts'
import { type QuotedSpan, quotedSpans } from '../sql/sql-text.ts'
import { expandQuery } from './expand-query.ts'
import type { ProjectQuery, QueriedDashboard } from './project-query.ts'

/**
 * A query's SQL such that Postgres can parse it without any of the choices that other queries return: what is only known
 * then is NULL, which is of every type.
 */
export function parsableQuery(query: ProjectQuery<QueriedDashboard>, now: Date): string {
  if (!mayExpand.test(query.sql)) return query.sql
  const variables = (query.dashboard?.json.templating.list ?? []).map((json) => ({
    json,
    state: knownState(json),
  }))
  const unknown = new Set(variables.flatMap(({ json, state }) => (state ? [] : json.name)))
  const states = variables.flatMap(({ state }) => state ?? [])
  const sql = query.kind === 'alert' ? query.sql : withNulls(query.sql, unknown)
  return expandQuery({ ...query, sql }, { now, variables: states }).sql
}

/** How every macro and variable begins. */
const mayExpand = /\$|\[\[/

/** What the dashboard itself says of a variable's value; undefined where only a query does. */
function knownState(json: VariableJson): VariableState | undefined {
  const initial = initialState(json, undefined)
  if (initial?.kind !== 'choices') return initial?.value === '' ? undefined : initial
  const state = json.type === 'custom' ? withOptions(initial, readCustomOptions(queryText(json))) : initial
  const values = isList(state.value) ? state.value : [state.value]
  const isKnown = values.length > 0 && values.every((value) => value !== '' && value !== undefined)
  return isKnown && !(hasAll(state) && state.options.length === 0) ? state : undefined
}

/** Puts NULL in the place of variables, and of literals that consist of nothing else; in longer literals nothing. */
function withNulls(sql: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return sql
  const spans = quotedSpans(sql)
  let result = ''
  let position = 0
  for (const { name, index, text } of variableReferences(sql)) {
    if (!names.has(name) || index < position) continue
    const span = spans.find(({ start, end }) => start <= index && index < end)
    const isWhole = span?.part === 'string' && isLiteralOf(sql, span, index, text)
    const start = isWhole ? span.start : index
    const end = isWhole ? span.end : index + text.length
    result += sql.slice(position, start) + (isWhole || !span ? placeholderAfter(sql.slice(0, start)) : '')
    position = end
  }
  return result + sql.slice(position)
}

const isLiteralOf = (sql: string, { start, end }: QuotedSpan, index: number, text: string): boolean =>
  sql.slice(start, end) === `'${text}'` && start === index - 1

/** A literal that has its type before it cannot be NULL. */
function placeholderAfter(sql: string): string {
  if (/\binterval\s*$/i.test(sql)) return "'0'"
  return /\b(?:date|time|timestamp|timestamptz)\s*$/i.test(sql) ? "'2000-01-01 00:00'" : 'NULL'
}
