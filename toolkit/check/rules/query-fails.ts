import type { Rule } from '../rule.ts'
import { querySite } from './query-site.ts'

/** Reports a query that Postgres refuses. */
export const queryFails: Rule = {
  name: 'query-fails',
  description: 'Every query must run: one that Postgres refuses is an empty panel with a red corner.',
  *check({ release, queries }) {
    for (const { query, result } of queries) {
      if (result.ok) continue
      const { message } = result
      const what = `The query fails: ${message}.`
      yield { where: query.where, what, next: nextStep(message), site: querySite(release, query) }
    }
  },
}

const steps: readonly (readonly [symptom: RegExp, next: string])[] = [
  [
    /does not exist/,
    'Correct the name, or the definition of the source that promises it; a function must be listed in the project too.',
  ],
  [
    /permission denied/,
    'The reader gets what a deploy gives it: the columns that its queries read, and the functions of the project. Read something else.',
  ],
  [
    /statement timeout/,
    'Make the query faster: read a materialized view, or add an index on the columns that it filters by.',
  ],
  [/division by zero/, 'Divide with `ratio(...)`, which is NULL where the divisor is 0.'],
]

function nextStep(message: string): string {
  const known = steps.find(([symptom]) => symptom.test(message))
  return known?.[1] ?? 'Correct the query, or the view that it reads, and run `check` again.'
}
