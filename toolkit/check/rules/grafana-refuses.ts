import { isBlank, sqlTokens } from '../../sql/sql-tokens.ts'
import type { CheckedQuery, Rule } from '../rule.ts'
import { querySite } from './query-site.ts'

/** Reports a result that Postgres returns and Grafana refuses, or refuses as soon as rows come in another order. */
export const grafanaRefuses: Rule = {
  name: 'grafana-refuses',
  description:
    "Grafana must be able to read what a query returns: it stops at `infinity` in a time, and at rows of labelled series that are not in their time's order.",
  *check({ release, queries }) {
    for (const checked of queries) {
      const { query } = checked
      if (query.kind === 'data check' || query.kind === 'export' || query.kind === 'report') continue
      const problem = refusal(checked) ?? unordered(checked)
      if (problem) yield { where: query.where, ...problem, site: querySite(release, query) }
    }
  },
}

interface Problem {
  readonly what: string
  readonly next: string
}

function refusal({ result }: CheckedQuery): Problem | undefined {
  if (!result.ok || result.answer.kind === 'frame') return undefined
  if (result.answer.kind === 'nothing')
    return {
      what: 'Grafana gives no answer for its result at all.',
      next: 'Return a time and a number without NULL times.',
    }
  const { error } = result.answer
  const next = steps.find(([symptom]) => symptom.test(error))?.[1]
  return { what: `Grafana refuses its result: ${error}.`, next: next ?? 'Return values that Grafana reads.' }
}

const steps: readonly (readonly [symptom: RegExp, next: string])[] = [
  [/sorted/, "Order the query by its time first: `.orderBy('time')`."],
  [/null time/, 'Leave out the rows whose time is NULL.'],
  [/Infinity/, "Turn `infinity` into NULL: `nullif(column, 'infinity')`."],
  [/no time column/, 'Name its time `time`, or use the format `table`.'],
]

/** Labelled series without an order come sorted by chance. */
function unordered({ query: { kind, format, sql }, result }: CheckedQuery): Problem | undefined {
  if (kind !== 'panel' || format !== 'time_series' || !result.ok) return undefined
  const labels = result.fields.filter(
    ({ name, type }) => name !== 'time' && (type === 'string' || type === 'other'),
  )
  if (labels.length === 0 || isOrdered(sql)) return undefined
  const names = labels.map(({ name }) => name).join(', ')
  return {
    what: `Its rows have no order, and Grafana refuses series with labels (${names}) that are not sorted by time.`,
    next: "Order the query by its time first: `.orderBy('time')`.",
  }
}

/** Whether a query has an order outside of all parentheses. */
function isOrdered(sql: string): boolean {
  let depth = 0
  let last = ''
  for (const { text } of sqlTokens(sql).filter((token) => !isBlank(token))) {
    if (text === '(') depth++
    if (text === ')') depth--
    if (depth === 0 && last === 'order' && text.toLowerCase() === 'by') return true
    last = text.toLowerCase()
  }
  return false
}
