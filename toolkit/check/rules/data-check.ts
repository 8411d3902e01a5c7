import { describeSite } from '../../foundation/definition-site.ts'
import type { Rule } from '../rule.ts'

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

const shownColumns = 4
const shownCharacters = 40

function shortRow(row: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(row)
  const shown = entries.slice(0, shownColumns).map(([name, value]) => `${name} = ${shortValue(value)}`)
  return [...shown, ...(entries.length > shownColumns ? ['…'] : [])].join(', ')
}

function shortValue(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters - 1)}…` : text
}
