import { describeSite } from '../../foundation/definition-site.ts'
import type { Rule } from '../rule.ts'
import { querySite } from './query-site.ts'

/** Reports a query that took longer than the project allows. */
export const slowQuery: Rule = {
  name: 'slow-query',
  description: 'A query must stay within the budget on the sample: slow here is unbearable on real data.',
  *check({ release, queries, slowQueryBudget }) {
    const { budgets } = release.project
    for (const { query, result } of queries) {
      const own = budgets[query.where]
      const budget = own ?? slowQueryBudget
      if (!result.ok || result.milliseconds <= budget) continue
      const raise = own === undefined ? 'check.slowQueryBudget' : 'check.budgets'
      yield {
        where: query.where,
        what: `The query took ${Math.ceil(result.milliseconds)} ms; its budget is ${budget} ms.`,
        next: `Read a materialized view, add an index on the columns that it filters by, or raise \`${raise}\` of the project.`,
        site: querySite(release, query),
      }
    }
    const known = new Set(queries.map(({ query }) => query.where))
    for (const where of Object.keys(budgets)) {
      if (known.has(where)) continue
      yield {
        where,
        what: 'The project has a budget for a query that it does not have.',
        next: 'Name it as `check` and `sightline tune` print it: `dashboard/panel`, or the name of an alert.',
        site: describeSite(release.project),
      }
    }
  },
}
