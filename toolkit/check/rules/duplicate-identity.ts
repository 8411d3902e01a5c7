import { describeSite } from '../../foundation/definition-site.ts'
import { nestedFolders } from '../../grafana/folders.ts'
import type { BuiltDashboard } from '../../release/release.ts'
import type { CheckContext, Rule } from '../rule.ts'
import { panelsOfDashboard } from './placed-panels.ts'

/** Reports two things that Grafana or its users take for one, and uids that Grafana refuses. */
export const duplicateIdentity: Rule = {
  name: 'duplicate-identity',
  description:
    'Titles, panel numbers and uids tell things apart: of two that are equal, links, alerts and people find only one.',
  *check({ release }) {
    yield* dashboardTitles(release.dashboards)
    for (const dashboard of release.dashboards) {
      yield* panelTitles(dashboard)
      yield* panelNumbers(dashboard)
    }
    yield* alertUids(release.alerts)
    yield* unusableUids(release)
  },
}

type Findings = ReturnType<Rule['check']>

function* dashboardTitles(dashboards: readonly BuiltDashboard[]): Findings {
  for (const [first, second] of repeated(dashboards, ({ definition }) => definition.title)) {
    const { uid, title } = second.definition
    yield {
      where: uid,
      what: `The dashboards ${first.definition.uid} and ${uid} both have the title "${title}".`,
      next: 'Give one of them another title.',
      site: describeSite(second.definition),
    }
  }
}

function* panelTitles(dashboard: BuiltDashboard): Findings {
  const titled = panelsOfDashboard(dashboard).filter(({ panel }) => panel.title)
  for (const [, { where, site, panel }] of repeated(titled, (placed) => placed.panel.title ?? '')) {
    const what = `Another panel of the dashboard has the title "${panel.title}" too.`
    yield { where, what, next: 'Say in the title of each what it alone shows.', site }
  }
}

/** Rows are numbered too. */
function* panelNumbers(dashboard: BuiltDashboard): Findings {
  const { json, definition } = dashboard
  const rows = (json.panels ?? []).flatMap((panel) => {
    if (!('panels' in panel)) return []
    return [{ id: panel.id, where: `${definition.uid}/${panel.title ?? ''}`, site: describeSite(definition) }]
  })
  const panels = panelsOfDashboard(dashboard).flatMap(({ panel: { id }, where, site }) =>
    id === undefined ? [] : [{ id, where, site }],
  )
  for (const [first, { id, where, site }] of repeated([...rows, ...panels], (numbered) =>
    String(numbered.id),
  )) {
    const what = `It has the number ${id}, as ${first.where} has.`
    yield { where, what, next: 'Leave `.id(...)` out: the build numbers the panels.', site }
  }
}

function* alertUids(alerts: CheckContext['release']['alerts']): Findings {
  for (const [first, second] of repeated(alerts, ({ uid }) => uid)) {
    yield {
      where: second.name,
      what: `The alerts "${first.name}" and "${second.name}" both have the uid ${second.uid}.`,
      next: 'Give the newer one a uid of its own; Grafana keeps only one of them.',
      site: describeSite(second),
    }
  }
}

function* unusableUids({ project, dashboards, alerts }: CheckContext['release']): Findings {
  const identified = [
    ...dashboards.map(({ definition }) => ({ uid: definition.uid, where: definition.uid, definition })),
    ...alerts.map((definition) => ({ uid: definition.uid, where: definition.name, definition })),
    { uid: project.folder.uid, where: `folder ${project.folder.title}`, definition: project },
    ...nestedFolders(project).map(({ uid, title }) => ({
      uid,
      where: `folder ${title}`,
      definition: project,
    })),
    { uid: project.dataSource.uid, where: `data source ${project.dataSource.name}`, definition: project },
  ]
  for (const { uid, where, definition } of identified) {
    if (/^[a-zA-Z0-9_-]{1,40}$/.test(uid)) continue
    const reason = uid.length > 40 ? `has ${uid.length} characters` : 'is not one that Grafana accepts'
    yield {
      where,
      what: `The uid "${uid}" ${reason}.`,
      next: 'Use 1 to 40 letters, digits, - and _.',
      site: describeSite(definition),
    }
  }
}

/** Each item whose key an earlier one has, beside that earlier one. */
function repeated<T>(items: readonly T[], key: (item: T) => string): [first: T, second: T][] {
  const first = new Map<string, T>()
  return items.flatMap((item): [T, T][] => {
    const earlier = first.get(key(item))
    if (earlier !== undefined) return [[earlier, item]]
    first.set(key(item), item)
    return []
  })
}
