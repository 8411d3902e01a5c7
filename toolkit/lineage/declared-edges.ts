import { variableReferences } from '../grafana/variable-references.ts'
import type { ProjectQuery } from '../query/project-query.ts'
import type { Release } from '../release/release.ts'
import type { LineageEdge } from './graph.ts'

/** What reads what without Postgres knowing: functions and schedules, dashboards, variables and contact points. */
export function declaredEdges(release: Release, queries: readonly ProjectQuery[]): LineageEdge[] {
  return [...opaqueEdges(release), ...dashboardEdges(queries), ...notifiedEdges(release)]
}

/** Postgres does not look into functions, and schedules are only text to it: what they need, the definitions say. */
function opaqueEdges({ sqlObjects }: Release): LineageEdge[] {
  const opaque = sqlObjects.filter(({ kind }) => ['function', 'refresh function', 'schedule'].includes(kind))
  return opaque.flatMap(({ name, dependsOn }) =>
    dependsOn.map((relation) => ({ reader: name, relation, columns: [], columnsUnknown: true })),
  )
}

/** A dashboard shows its panels, and a panel or a variable follows the variables that its query uses. */
function dashboardEdges(queries: readonly ProjectQuery[]): LineageEdge[] {
  return queries.flatMap(({ dashboard, where, kind, sql }) => {
    if (!dashboard) return []
    const { uid } = dashboard.definition
    const names = new Set(variableReferences(sql).map(({ name }) => `${uid}/$${name}`))
    const known = [...names].filter((name) => queries.some((query) => query.where === name))
    const used = known.map((relation) => plainEdge(where, relation))
    return kind === 'variable' ? used : [plainEdge(uid, where), ...used]
  })
}

function notifiedEdges({ alerts }: Release): LineageEdge[] {
  return alerts.map((rule) => plainEdge(rule.contactPoint.name, rule.name))
}

const plainEdge = (reader: string, relation: string): LineageEdge => ({
  reader,
  relation,
  columns: [],
  columnsUnknown: false,
})
