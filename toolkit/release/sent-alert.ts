import { sql } from 'kysely'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import { compileQuery } from '../sql/compile-query.ts'

/** A rule whose queries are as they are sent. */
export function sentAlert(rule: AlertRule, asSent: (sql: string) => string): AlertRule {
  const queries = Object.entries(rule.queries).map(([name, watched]) => {
    const text = compileQuery(watched.query).sql
    const sent = asSent(text)
    return [
      name,
      sent === text ? watched : { ...watched, query: sql<Record<string, unknown>>`${sql.raw(sent)}` },
    ] as const
  })
  return queries.every(([name, watched]) => watched === rule.queries[name])
    ? rule
    : { ...rule, queries: Object.fromEntries(queries) }
}
