import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import { formatField } from './field-format.ts'
import type { QueryResult } from './run-query.ts'

/** What a person would read off first: the last value of a series, or the first row of a table; empty without rows. */
export function headline({ panel, kind }: ProjectQuery<QueriedDashboard>, result: QueryResult): string {
  if (!result.ok) return result.message
  const { fields, rows } = result
  const numeric = fields.find(({ type, name }) => type === 'number' && name !== 'time')
  const label = fields.find(({ type }) => type === 'string')
  const overTime = fields.some(({ name }) => name === 'time')
  const row = overTime && numeric ? rows.findLast((candidate) => candidate[numeric.name] !== null) : rows[0]
  if (!row) return ''
  const value = numeric && row[numeric.name]
  const shown = numeric && typeof value === 'number' ? formatField(panel, numeric.name, value) : ''
  if (kind === 'variable') return `${rows.length} choices`
  return [overTime ? '' : String((label && row[label.name]) ?? ''), shown]
    .filter((part) => part !== '')
    .join(' ')
}
