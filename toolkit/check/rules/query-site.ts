import { describeSite } from '../../foundation/definition-site.ts'
import { alertQueries, type ProjectQuery } from '../../release/project-query.ts'
import type { Release } from '../../release/release.ts'
import { panelsOfDashboard } from './placed-panels.ts'

/** The file and line of what asks a query. */
export function querySite(release: Release, query: ProjectQuery): string | undefined {
  const { kind, where, dashboard, panel } = query
  if (panel && dashboard) return panelsOfDashboard(dashboard).find((placed) => placed.panel === panel)?.site
  if (dashboard) {
    const name = where.slice(dashboard.definition.uid.length + 1)
    const asking =
      kind === 'variable'
        ? dashboard.definition.variables.find((variable) => `$${variable.name}` === name)
        : dashboard.definition.annotations.find((annotation) => annotation.build().name === name)
    return (asking && describeSite(asking)) ?? describeSite(dashboard.definition)
  }
  const asking =
    kind === 'alert'
      ? release.alerts.find((rule) => alertQueries(rule, release.project).some((own) => own.where === where))
      : kind === 'report'
        ? release.reports.find(({ name }) => where.startsWith(`${name}/`))
        : [...release.dataChecks, ...release.exports].find(
            ({ kind: asks, name }) => asks === kind && (where === name || where.startsWith(`${name}/`)),
          )
  return asking && describeSite(asking)
}
