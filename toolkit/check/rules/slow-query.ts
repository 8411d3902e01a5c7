import type { Rule } from '../rule.ts'
import { querySite } from './query-site.ts'

/** Reports a query that took longer than the project allows. */
export const slowQuery: Rule = {
  name: 'slow-query',
  description: 'A query must stay within the budget on the sample: slow here is unbearable on real data.',
  *check({ release, queries, slowQueryBudget }) {
    for (const { query, result } of queries) {
      if (!result.ok || result.milliseconds <= slowQueryBudget) continue
      yield {
        where: query.where,
        what: `The query took ${Math.ceil(result.milliseconds)} ms; its budget is ${slowQueryBudget} ms.`,
        next: 'Read a materialized view, add an index on the columns that it filters by, or raise `check.slowQueryBudget` of the project.',
        site: querySite(release, query),
      }
    }
  },
}
