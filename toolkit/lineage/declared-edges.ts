import { variableReferences } from '../grafana/variable-references.ts'
import { createdKind } from '../kinds/definition-kinds.ts'
import { alertQueries, type ProjectQuery, type QueriedDashboard } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import { type ReportPicture, reportPictures } from '../release/report-pictures.ts'
import type { LineageEdge, LineageNode } from './graph.ts'

/** What reads what without Postgres knowing: functions and schedules, and contact points. */
export function declaredEdges(release: Release): LineageEdge[] {
  return [
    ...opaqueEdges(release.sqlObjects),
    ...notifiedEdges(release),
    ...release.reports.flatMap(reportPictures).flatMap(pictureEdges),
  ]
}

/** Postgres does not look into functions, and schedules are only text to it: what they need, the definitions say. */
function opaqueEdges(objects: Release['sqlObjects']): LineageEdge[] {
  const opaque = objects.filter(({ definition }) => definition && createdKind(definition).isOpaque)
  return opaque.flatMap(({ name, dependsOn }) => dependsOn.map((relation) => wholeEdge(name, relation)))
}

/** Something is read as a whole. */
export const wholeEdge = (reader: string, relation: string): LineageEdge => ({
  reader,
  relation,
  columns: [],
  columnsUnknown: true,
})

/** A dashboard shows its panels, and a panel or a variable follows the variables that its query uses. */
export function dashboardEdges(queries: readonly ProjectQuery<QueriedDashboard>[]): LineageEdge[] {
  return queries.flatMap(({ dashboard, where, kind, sql }) => {
    if (!dashboard) return []
    const { uid } = dashboard.definition
    const names = new Set(variableReferences(sql).map(({ name }) => `${uid}/$${name}`))
    const known = [...names].filter((name) => queries.some((query) => query.where === name))
    const used = known.map((relation) => plainEdge(where, relation))
    return kind === 'variable' ? used : [plainEdge(uid, where), ...used]
  })
}

/** A section of a report that draws a dashboard, as something that reads. */
export const pictureNode = ({ name }: ReportPicture): LineageNode => ({ kind: 'report', name })

export const pictureEdges = ({ name, draws }: ReportPicture): LineageEdge[] =>
  draws.map((drawn) => plainEdge(name, drawn))

function notifiedEdges({ alerts, project }: Release): LineageEdge[] {
  return alerts.flatMap((rule) =>
    alertQueries(rule, project).map(({ where }) => plainEdge(rule.contactPoint.name, where)),
  )
}

/** One thing follows another without reading its columns. */
export const plainEdge = (reader: string, relation: string): LineageEdge => ({
  reader,
  relation,
  columns: [],
  columnsUnknown: false,
})
