import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { ClientBase } from 'pg'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'
import type { DashboardPicture, PanelPicture } from '../define/reports/picture.ts'
import type { PanelInput } from '../drawing/panel-input.ts'
import { exportedColumns } from '../exports/exported-column.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { allPanels } from '../grafana/all-panels.ts'
import { timeRange } from '../grafana/model/time/time-range.ts'
import type { VariableState } from '../grafana/model/variables/variable-state.ts'
import { inZone } from '../pictures/in-zone.ts'
import { loadPanel } from '../pictures/load-panel.ts'
import { pictureDrawing } from '../pictures/picture-drawing.ts'
import { runQueryInside } from '../query/run-query.ts'
import { initialVariables } from '../query/variable-values.ts'
import { panelTitle } from '../release/panel-title.ts'
import { dashboardQueries, type QueriedDashboard } from '../release/project-query.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { frameTable } from './frame-table.ts'
import type { Picture } from './report-content.ts'
import type { ReportSubject } from './report-subject.ts'
import { lastMoment, ownRows } from './section-rows.ts'

/** The panel of a section over the period, of the rows of one user where the report has a column of users. */
export async function panelPictures(
  client: ClientBase,
  { panel, query }: PanelPicture,
  userColumn: string | undefined,
  { user, timeZone, period }: ReportSubject,
): Promise<Picture[]> {
  const range = { from: period.from, to: lastMoment(period.to) }
  const json = withQuery(panel.build(), query && compileQuery(query).sql)
  const input = await loadPanel(client, {
    panel: json,
    dashboard: undefined,
    variables: [],
    rangeAt: () => range,
    now: period.to,
    around: async (sql) => (userColumn === undefined ? sql : withoutUser(client, sql, userColumn, user)),
  })
  if (query && !input.frames.some(({ length }) => length > 0)) return []
  return [await pictureOfPanel(input, undefined, timeZone)]
}

/** The query of an environment may read elsewhere than the one that the panel was defined with. */
const withQuery = (panel: Panel, sql: string | undefined): Panel =>
  sql === undefined
    ? panel
    : {
        ...panel,
        targets: (panel.targets ?? []).map((target) =>
          isPostgresTarget(target) ? { ...target, rawSql: sql } : target,
        ),
      }

/** Grafana would take the user for the name of a series. */
async function withoutUser(
  client: ClientBase,
  sql: string,
  userColumn: string,
  user: string,
): Promise<string> {
  const own = ownRows(sql, userColumn, user)
  const columns = (await exportedColumns(client, own)).filter(({ name }) => name !== userColumn)
  const names = columns.map(({ name }) => quoteIdentifier(name)).join(', ')
  return `select ${names} from (\n${own}\n) as of_user`
}

/** Finds a dashboard by the uid of its definition. */
export type DashboardOf = (uid: string) => QueriedDashboard | undefined

/** The panels of a dashboard over the period, with the user in the variable that stands for one. */
export async function dashboardPictures(
  client: ClientBase,
  dashboardOf: DashboardOf,
  picture: DashboardPicture,
  subject: ReportSubject,
): Promise<Picture[]> {
  const dashboard = requireDashboard(dashboardOf, picture)
  const { json } = dashboard
  const { from, to } = subject.period
  const variables = await variablesFor(client, dashboard, picture, subject)
  const given = { from: String(from.getTime()), to: String(lastMoment(to).getTime()) }
  const pictures: Picture[] = []
  for (const panel of allPanels(json.panels ?? [])) {
    if (picture.panels && !picture.panels.includes(panel.title ?? '')) continue
    const rangeAt = (now: Date) => timeRange(given, now, panel, json.timezone)
    const input = await loadPanel(client, {
      panel,
      dashboard,
      variables,
      rangeAt,
      now: to,
      around: (sql) => sql,
    })
    const title = panelTitle(panel.title ?? '', dashboard, variables, rangeAt(to))
    pictures.push(await pictureOfPanel(input, title, subject.timeZone))
  }
  return pictures
}

function requireDashboard(
  dashboardOf: DashboardOf,
  { dashboard: { uid } }: DashboardPicture,
): QueriedDashboard {
  const found = dashboardOf(uid)
  if (found) return found
  throw new Error(`the release has no dashboard ${uid}`)
}

/** Grafana takes another choice where it does not have the one that is asked for; a report says so instead. */
async function variablesFor(
  client: ClientBase,
  dashboard: QueriedDashboard,
  { userVariable }: DashboardPicture,
  { user, period }: ReportSubject,
): Promise<readonly VariableState[]> {
  const chosen = userVariable === undefined ? new Map<string, string[]>() : new Map([[userVariable, [user]]])
  const states = await initialVariables(client, dashboard, dashboardQueries(dashboard), {
    now: period.to,
    run: runQueryInside,
    chosen,
  })
  const own = states.find(({ name }) => name === userVariable)
  if (userVariable === undefined || [own?.value].flat().join() === user) return states
  throw new SightlineError({
    code: 'picture-not-of-user',
    what: `The dashboard ${dashboard.definition.uid} cannot be drawn for this user, whom its variable ${userVariable} does not offer.`,
    value: user,
    next: 'Let the query of the variable return everybody who gets the report.',
  })
}

async function pictureOfPanel(
  input: PanelInput,
  title: string | undefined,
  timeZone: string,
): Promise<Picture> {
  const { panel, frames } = input
  const local = inZone(input, timeZone)
  const drawn = await pictureDrawing(local, title)
  const name = title ?? panel.title ?? ''
  const tables = frames.flatMap((frame, index) => {
    const shown = local.frames[index]
    return shown && frame.length > 0 ? [frameTable(frame, shown, timeZone)] : []
  })
  if (drawn) return { title: name, ...drawn, tables }
  if (panel.type === 'text') return { title: name, words: textOf(panel), drawing: undefined, tables: [] }
  const { noValue = 'No data' } = panel.fieldConfig?.defaults ?? {}
  return { title: name, words: tables.length === 0 ? noValue : '', drawing: undefined, tables }
}

function textOf({ options }: Panel): string {
  const { content = '' }: { readonly content?: string } = options ?? {}
  return content
}
