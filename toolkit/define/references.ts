import type { Expression } from 'kysely'
import { givenRelations, type Named } from '../sql/given-relations.ts'
import type { AlertRule } from './alerts/alert-rule.ts'
import { templatesOf } from './alerts/contact-point.ts'
import { timingsOf } from './alerts/notifications.ts'
import type { Dashboard } from './dashboards/dashboard.ts'
import { linkedDashboard } from './dashboards/data-link.ts'
import { givenToTarget } from './dashboards/query-target.ts'
import type { Definition } from './definition.ts'
import { exportParts } from './exports/export-parts.ts'
import { type AnyPanel, isPanel } from './panels/panel.ts'
import { scheduleOfTable } from './partitions/partition-schedule.ts'
import type { LiveRead } from './realtime/live-figure.ts'
import { reportParts } from './reports/report-parts.ts'
import type { Source, Table } from './source.ts'

/** The definitions that a definition refers to as values. */
export function* referencesOf(definition: Definition): Generator<Definition> {
  switch (definition.kind) {
    case 'source':
    case 'table': {
      const upkeep = scheduleOfTable(definition)
      if (upkeep) yield upkeep
      return yield* referencedTables(definition)
    }
    case 'view':
    case 'materialized view':
    case 'data check':
      return yield* relationsIn(definition.query)
    case 'export':
      for (const { query } of exportParts(definition)) yield* relationsIn(query)
      return
    case 'report':
      for (const { query } of reportParts(definition)) yield* relationsIn(query)
      for (const section of definition.sections) if (section.kind === 'dashboard') yield section.dashboard
      return
    case 'incremental view':
      yield* relationsIn(definition.query)
      for (const { source, keys } of definition.follow) yield* [source, ...relationsIn(keys)]
      return
    case 'index':
      return yield definition.on
    case 'function':
      return yield* relationsIn(definition.body)
    case 'refresh function':
      yield* definition.views
      yield definition.log
      if (definition.lastRefresh) yield definition.lastRefresh.table
      return
    case 'schedule':
      if (definition.calls) yield definition.calls
      return yield* relationsIn(definition.command)
    case 'dashboard':
      return yield* referencesOfDashboard(definition)
    case 'alert':
      return yield* referencesOfAlert(definition)
    case 'contact point':
      return yield* templatesOf(definition)
    case 'rollup':
      return yield definition.from
    case 'live figure':
      return yield* eventsOf(definition.read)
    case 'cache':
      return yield* definition.from.filter(isRelation)
    case 'message template':
    case 'mute timing':
    case 'event':
      return
    default:
      return noKind(definition)
  }
}

/** All kinds are handled; what plain JavaScript lists and is of none refers to nothing, and is refused by a build. */
const noKind = (_: never): void => {}

type AnyRelation = Extract<
  Definition,
  { kind: 'source' | 'table' | 'rollup' | 'view' | 'materialized view' | 'incremental view' }
>

const relationKinds: Readonly<Record<AnyRelation['kind'], true>> = {
  source: true,
  table: true,
  rollup: true,
  view: true,
  'materialized view': true,
  'incremental view': true,
}

/** Whether something that a query names is a definition of a relation. */
export const isRelation = (named: Named): named is AnyRelation => named.kind in relationKinds

const relationsIn = (query: Expression<unknown>): AnyRelation[] =>
  [...givenRelations(query.toOperationNode())].filter(isRelation)

function* referencedTables({ columns }: Source | Table): Generator<Definition> {
  for (const { shape } of Object.values(columns)) {
    const table = shape.references?.definition
    if (table && isRelation(table)) yield table
  }
}

function* referencesOfDashboard({ variables, rows, annotations }: Dashboard): Generator<Definition> {
  for (const { query } of variables) if (query) yield* relationsIn(query)
  for (const { panels } of rows) for (const panel of panels) yield* referencesOfPanel(panel)
  for (const annotation of annotations) {
    if ('query' in annotation) yield* relationsIn(annotation.query)
    else yield* givenTo(annotation.build().target ?? {})
  }
}

function* referencesOfPanel(panel: AnyPanel): Generator<Definition> {
  if (isPanel(panel)) {
    if (panel.query) yield* relationsIn(panel.query)
    if (panel.figure) yield panel.figure
    for (const link of panel.links) {
      const dashboard = linkedDashboard(link)
      if (dashboard) yield dashboard
    }
  } else for (const target of panel.build().targets ?? []) yield* givenTo(target)
}

const givenTo = (target: object): AnyRelation[] => [...givenToTarget(target)].filter(isRelation)

function* referencesOfAlert({ queries, contactPoint, notifications }: AlertRule): Generator<Definition> {
  for (const { query } of Object.values(queries)) yield* relationsIn(query)
  yield contactPoint
  yield* timingsOf(notifications)
}

function* eventsOf(read: LiveRead): Generator<Definition> {
  if (read.reads === 'open') {
    yield read.opened
    yield read.closed
  } else yield read.from
}
