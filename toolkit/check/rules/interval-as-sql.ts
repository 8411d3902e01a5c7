import { partAt, quotedSpans } from '../../sql/sql-text.ts'
import type { Rule } from '../rule.ts'
import { macroCalls } from './macro-calls.ts'
import { querySite } from './query-site.ts'

/** Reports Grafana's interval where Postgres would have to read it. */
export const intervalAsSql: Rule = {
  name: 'interval-as-sql',
  description:
    '`$__interval` becomes a bare `20m`, which is not SQL: it may stand in a time group or inside quotes only.',
  *check({ release, queries }) {
    for (const { query } of queries) {
      const [bare] = bareIntervals(query.sql)
      if (bare === undefined) continue
      yield {
        where: query.where,
        what: `${bare} stands in the SQL, where it becomes something like 20m, which Postgres cannot read.`,
        next: "Group by `$__timeGroup(column, $__interval)`, or compute with `$__interval_ms * interval '1 millisecond'`.",
        site: querySite(release, query),
      }
    }
  },
}

const groups = new Set(['__timeGroup', '__timeGroupAlias', '__unixEpochGroup', '__unixEpochGroupAlias'])

function bareIntervals(sql: string): string[] {
  const spans = quotedSpans(sql)
  const allowed = macroCalls(sql).flatMap((call) => (groups.has(call.name) ? call.arguments.slice(1, 2) : []))
  return [...sql.matchAll(/\$__interval(?!\w)|\$\{__interval(?::\w+)?\}|\[\[__interval\]\]/g)]
    .filter(({ index }) => !allowed.some(({ start, end }) => start <= index && index < end))
    .filter(({ index }) => partAt(spans, index) === undefined)
    .map(([text]) => text)
}
