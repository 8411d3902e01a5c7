import type {
  AnnotationQuery,
  Dashboard as DashboardJson,
  DashboardLink,
  GridPos,
  Panel,
  RowPanel,
  VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { DashboardCursorSync } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import { completeLiveTarget, isLiveTarget } from '../define/dashboards/live-target.ts'
import {
  completeTarget,
  type DataSourceRef,
  isPostgresTarget,
  type PostgresTarget,
  relationsOfTarget,
} from '../define/dashboards/query-target.ts'
import { isPanel } from '../define/panels/panel.ts'
import type { Project } from '../define/project.ts'
import { type AnyVariable, noRelations } from '../define/variables/variable.ts'
import { hasSite } from '../foundation/definition-site.ts'
import { type DataSources, dataSourceOf } from './data-source-of.ts'
import { Flow, gridColumns } from './layout.ts'
import { figuresChannel } from './live-channel.ts'
import { dashboardTag, type ProjectInGrafana, releaseMarks } from './release-mark.ts'

/** The classic form, which Grafana 9 to 13 all read. */
const schemaVersion = 39

/** What a dashboard takes from its project. */
export type DashboardProject = ProjectInGrafana & DataSources & Partial<Pick<Project, 'timeZone'>>

/** A dashboard as the classic JSON that Grafana reads, with panels numbered and placed. */
export function buildDashboard(dashboard: Dashboard, project: DashboardProject): DashboardJson {
  const asked = askedOf(dashboard, project)
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.description,
    tags: [...dashboard.tags, dashboardTag(project)],
    timezone: zoneInGrafana(dashboard.timeZone ?? project.timeZone),
    editable: false,
    graphTooltip: DashboardCursorSync.Crosshair,
    time: dashboard.time,
    ...(dashboard.refresh === 'off' ? {} : { refresh: dashboard.refresh }),
    schemaVersion,
    links: dashboard.links.map((link) => inTheHeader(link.build())),
    annotations: {
      list: [
        builtInAnnotation,
        releaseMarks(project),
        ...dashboard.annotations.map((annotation) => withDataSource(annotation.build(), asked)),
      ],
    },
    templating: { list: dashboard.variables.map((variable) => variableModel(variable, asked)) },
    panels: buildRows(dashboard, asked, figuresChannel(project.name)),
  }
}

/** Grafana has its own name for UTC. */
const zoneInGrafana = (zone = 'UTC'): string => (zone === 'UTC' ? 'utc' : zone)

/** The data source that has these relations. */
type Asked = (relations: ReadonlySet<string>) => DataSourceRef

function askedOf({ uid }: Dashboard, project: DashboardProject): Asked {
  return (relations) => {
    const { plugin, uid: asked } = dataSourceOf(project, relations, `the dashboard ${uid}`)
    return { type: plugin, uid: asked }
  }
}

function buildRows({ rows, uid }: Dashboard, asked: Asked, channel: string): (Panel | RowPanel)[] {
  let id = 1
  let top = 0
  const built: (Panel | RowPanel)[] = []
  for (const row of rows) {
    const gridPos = { h: 1, w: gridColumns, x: 0, y: top }
    const header: RowPanel = {
      id: id++,
      type: 'row',
      title: row.title,
      collapsed: row.collapsed,
      gridPos,
      panels: [],
    }
    const flow = new Flow(top + 1)
    built.push(header)
    for (const builder of row.panels) {
      const panel = isPanel(builder) ? builder.build(uid) : builder.build()
      const gridPos = flow.place(panel.gridPos, hasSite(builder))
      const complete = completePanel({ panel, id: id++, gridPos, asked, channel })
      if (row.collapsed) header.panels.push(complete)
      else built.push(complete)
    }
    top = row.collapsed ? top + 1 : flow.bottom
  }
  return built
}

interface Placed {
  readonly panel: Panel
  readonly id: number
  readonly gridPos: GridPos
  readonly asked: Asked
  /** Where figures are pushed to. */
  readonly channel: string
}

/**
 * A copy of a panel, since a builder that is used twice returns the same object twice. Its own values come first:
 * engines are several times slower at adding them after a spread.
 */
function completePanel({ panel, id, gridPos, asked, channel }: Placed): Panel {
  if (!panel.targets) return Object.assign({ id }, panel, { gridPos })
  const ours: DataSourceRef[] = []
  const targets = panel.targets.map((target) => {
    if (isLiveTarget(target)) return completeLiveTarget(target, channel)
    if (!isPostgresTarget(target)) return target
    const complete = ofItsDataSource(target, asked)
    if (!target.datasource && complete.datasource) ours.push(complete.datasource)
    return complete
  })
  const datasource = sharedBy(ours) ?? asked(noRelations)
  return Object.assign({ id, datasource }, panel, { gridPos, targets })
}

const ofItsDataSource = (target: PostgresTarget, asked: Asked): PostgresTarget =>
  completeTarget(target, asked(relationsOfTarget(target)))

/** What a panel names where its queries ask several data sources. */
const mixed: DataSourceRef = { type: 'datasource', uid: '-- Mixed --' }

/** That of all queries of a panel which do not name one themselves. */
function sharedBy([first, ...others]: readonly DataSourceRef[]): DataSourceRef | undefined {
  return others.every(({ uid }) => uid === first?.uid) ? first : mixed
}

/** The SDK puts links into a menu of Grafana 12 unless its default is taken away. */
function inTheHeader({ placement: _, ...link }: DashboardLink): DashboardLink {
  return link
}

function variableModel({ model, relations }: AnyVariable, asked: Asked): VariableModel {
  return model.type === 'query' && !model.datasource ? { ...model, datasource: asked(relations) } : model
}

function withDataSource(annotation: AnnotationQuery, asked: Asked): AnnotationQuery {
  const { target } = annotation
  const complete = target && isPostgresTarget(target) ? { target: ofItsDataSource(target, asked) } : {}
  const datasource = annotation.datasource ?? asked(relationsOfTarget(target ?? {}))
  return { ...annotation, datasource, ...complete }
}

/** Every dashboard shows Grafana's own annotations too. */
const builtInAnnotation: AnnotationQuery = {
  name: 'Annotations & Alerts',
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  type: 'dashboard',
  builtIn: 1,
}
