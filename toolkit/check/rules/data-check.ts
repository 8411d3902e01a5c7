import { describeSite } from '../../foundation/definition-site.ts'
import type { Rule } from '../rule.ts'
import { shortRow } from '../short-row.ts'

/** Reports a data check whose query found faults. */
export const dataCheck: Rule = {
  name: 'data-check',
  description: 'A data check must return no rows: each row is a fault in the data that panels show.',
  *check({ release, queries }) {
    for (const { query, result } of queries) {
      if (query.kind !== 'data check' || !result.ok) continue
      const [first] = result.rows
      const check = release.dataChecks.find(({ name }) => name === query.where)
      if (!first || !check) continue
      const { length } = result.rows
      const found =
        length === 1 ? `It found 1 fault: ${shortRow(first)}` : `It found ${length}, first ${shortRow(first)}`
      const what = `${check.description} ${found}.`
      yield { where: check.name, what, next: check.remedy, site: describeSite(check) }
    }
  },
}
