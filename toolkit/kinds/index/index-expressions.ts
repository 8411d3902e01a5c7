import { sqlTokens } from '../../sql/sql-tokens.ts'
import type { DesiredIndex } from './desired-index.ts'

/** What an index works out of a row: its columns and expressions, without their direction, and its condition. */
export function indexExpressions({
  columns,
  predicate,
}: Pick<DesiredIndex, 'columns' | 'predicate'>): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const { kind, text } of sqlTokens(columns)) {
    if (kind === 'mark' && '(['.includes(text)) depth++
    if (kind === 'mark' && ')]'.includes(text)) depth--
    if (depth === 0 && text === ',') parts.push('')
    else if (depth > 0 || text !== 'desc') parts[parts.length - 1] += text
  }
  return [...parts.map((part) => part.trim()), ...(predicate === undefined ? [] : [`(${predicate})`])]
}
