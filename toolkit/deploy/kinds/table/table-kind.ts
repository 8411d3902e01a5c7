import type { DesiredTable } from '../../../kinds/table/desired-table.ts'
import { createTableSql } from '../../../kinds/table/table-sql.ts'
import { missing } from '../../plan/drift-finding.ts'
import { liveRelationComments } from '../../plan/relation-comments.ts'
import { adopted, recordNamed } from '../../records/records.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { isWantedAsIs, type RecordedKind } from '../recorded-kind.ts'
import { planOwnTable, planOwnTableDrops } from './plan-own-table.ts'

export const tableKind: DeployedKind<DesiredTable> = {
  live: ({ name }) => ({ relations: [name] }),
  shadow: (object, shadow) => [
    ...(object.types ?? []).map(({ create }) => create),
    shadow.rewrite(createTableSql(object, () => false)),
  ],
  prepare: (planner, object) => planOwnTable(planner, object),
  expand: () => [],
  drops: (planner) => planOwnTableDrops(planner, 'table'),
  comments: (object, { relations }, context) => liveRelationComments(object, relations, context),
  record({ records, live }, { kind, name, hash }) {
    const origin = recordNamed(records, kind, name)?.canonical
    const canonical = origin ?? (live.relations.has(name) ? adopted : '')
    return { kind, name, hash, canonical, state: 'final' }
  },
}

export const recordedTable: RecordedKind = {
  space: 'definition',
  isDerived: false,
  isOutsidePhases: false,
  staysBehind: true,
  live: ({ name }) => ({ relations: [name] }),
  drift: (record, { relations }) => (relations.has(record.name) ? [] : [missing(record)]),
  isDone: isWantedAsIs,
}
