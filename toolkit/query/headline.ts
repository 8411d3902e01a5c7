import { formatValue } from '../grafana/format-value.ts'
import type { ProjectQuery } from './project-query.ts'
import type { QueryResult } from './run-query.ts'

/** What a person would read off first: the last value of a series, or the first row of a table; empty without rows. */
export function headline({ panel, kind }: ProjectQuery, result: QueryResult): string {
  if (!result.ok) return result.message
  const { fields, rows } = result
  const numeric = fields.find(({ type, name }) => type === 'number' && name !== 'time')
  const label = fields.find(({ type }) => type === 'text')
  const overTime = fields.some(({ name }) => name === 'time')
  const row = overTime && numeric ? rows.findLast((candidate) => candidate[numeric.name] !== null) : rows[0]
  if (!row) return ''
  const defaults = panel?.fieldConfig?.defaults
  const value = numeric && row[numeric.name]
  const shown =
    typeof value === 'number'
      ? formatValue(value, unitOf(panel, numeric?.name) ?? defaults?.unit, defaults?.decimals)
      : ''
  if (kind === 'variable') return `${rows.length} choices`
  return [overTime ? '' : String((label && row[label.name]) ?? ''), shown]
    .filter((part) => part !== '')
    .join(' ')
}

/** A field's own unit, where an override gives it one. */
function unitOf(panel: ProjectQuery['panel'], field: string | undefined): string | undefined {
  const override = panel?.fieldConfig?.overrides.find(
    ({ matcher }) => matcher.id === 'byName' && matcher.options === field,
  )
  const unit: unknown = override?.properties.find(({ id }) => id === 'unit')?.value
  return typeof unit === 'string' ? unit : undefined
}
