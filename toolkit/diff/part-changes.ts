import type { ThingChange } from './diff-report.ts'
import { type Fact, facts } from './fact.ts'
import { changedLines, type FormatSql } from './sql-lines.ts'

const part = (kind: string, name: string, change: ThingChange['change']): ThingChange => ({
  kind,
  name,
  change,
  facts: [],
  lines: [],
})

/** Things that are no longer there. */
export const gone = (kind: string, names: readonly string[]): ThingChange[] =>
  names.map((name) => part(kind, name, 'removed'))

/** Things that were not there. */
export const come = (kind: string, names: readonly string[]): ThingChange[] =>
  names.map((name) => part(kind, name, 'added'))

/** The lines of a query that differ once both are formatted. */
export function changedQuery(
  before: string | undefined,
  after: string | undefined,
  format: FormatSql,
): string[] {
  return changedLines(before === undefined ? '' : format(before), after === undefined ? '' : format(after))
}

/** Says of a query that it changed, where it did. */
export const withQuery = (known: readonly Fact[], lines: readonly string[]): Fact[] => [
  ...known,
  ...facts('query', lines.length === 0 ? [] : ['query changed']),
]
