import type { DesiredRollup } from '../../../kinds/rollup/desired-rollup.ts'
import { createTableSql } from '../../../kinds/table/table-sql.ts'
import type { LiveState } from '../../live/live-state.ts'
import { changed, missing } from '../../plan/drift-finding.ts'
import { liveRelationComments } from '../../plan/relation-comments.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { isWantedAsIs, type RecordedKind } from '../recorded-kind.ts'
import { planOwnTable, planOwnTableDrops } from '../table/plan-own-table.ts'
import { distribution } from './distribution.ts'
import { otherKey } from './other-key.ts'

export const rollupKind: DeployedKind<DesiredRollup> = {
  live: ({ name }) => ({ relations: [name] }),
  shadow: (object, shadow) => [shadow.rewrite(createTableSql(object))],
  prepare: (planner, object) =>
    planOwnTable(planner, object, {
      hazards: otherKey(planner, object),
      statements: distribution(planner, object),
    }),
  expand: () => [],
  drops: (planner) => planOwnTableDrops(planner, 'rollup'),
  comments: (object, { relations }, context) => liveRelationComments(object, relations, context),
  record({ final }, { kind, name, hash }) {
    return { kind, name, hash, canonical: printedColumns(final, name), state: 'final' }
  },
}

export const recordedRollup: RecordedKind = {
  space: 'definition',
  isDerived: false,
  isOutsidePhases: false,
  staysBehind: true,
  live: ({ name }) => ({ relations: [name] }),
  drift(record, live) {
    if (!live.relations.has(record.name)) return [missing(record)]
    const wanted = new Set(record.canonical.split('\n'))
    const found = printedColumns(live, record.name).split('\n')
    // Columns that a release no longer has stay with their values.
    return changed(record, found.filter((line) => wanted.has(line) || isRetyped(line, wanted)).join('\n'))
  },
  isDone: isWantedAsIs,
}

/** The columns as Postgres prints them, by name. */
const printedColumns = ({ relations }: Pick<LiveState, 'relations'>, name: string): string =>
  (relations.get(name)?.columns ?? [])
    .map((column) => `${column.name} ${column.type}${column.notNull ? ' not null' : ''}`)
    .sort()
    .join('\n')

const isRetyped = (line: string, wanted: ReadonlySet<string>): boolean => {
  const name = line.slice(0, line.indexOf(' ') + 1)
  return [...wanted].some((one) => one.startsWith(name))
}
