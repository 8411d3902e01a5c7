import type { DesiredSource } from '../release/desired-state.ts'
import type { SqlChange } from './diff-report.ts'
import { facts } from './fact.ts'

/** What the definitions say otherwise of tables that somebody else owns. */
export function sourceChanges(base: readonly DesiredSource[], head: readonly DesiredSource[]): SqlChange[] {
  const common = { kind: 'source', lines: [], hazards: [] }
  const names = new Set([...base, ...head].map(({ name }) => name))
  return [...names].flatMap((name): SqlChange[] => {
    const before = base.find((one) => one.name === name)?.columns
    const after = head.find((one) => one.name === name)?.columns
    if (!before) return [{ ...common, name, change: 'added', facts: [] }]
    if (!after)
      return [{ ...common, name, change: 'dropped', facts: facts('definition', ['no longer declared']) }]
    const columns = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    const told = columns.flatMap((column) => columnFacts(column, before[column], after[column]))
    return told.length === 0 ? [] : [{ ...common, name, change: 'changed', facts: facts('column', told) }]
  })
}

function columnFacts(column: string, before: string | undefined, after: string | undefined): string[] {
  if (before === after) return []
  if (before === undefined) return [`column ${column} declared: ${after}`]
  return [
    after === undefined
      ? `column ${column} no longer declared`
      : `column ${column} from ${before} to ${after}`,
  ]
}
