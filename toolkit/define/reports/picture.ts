import { SightlineError } from '../../foundation/sightline-error.ts'
import type { Dashboard } from '../dashboards/dashboard.ts'
import { isPanel, type Panel } from '../panels/panel.ts'
import type { Query } from '../query.ts'
import type { AnyVariable } from '../variables/variable.ts'

/** A part of a report that is drawn as its panel says, over the report's period. */
export interface PanelPicture<Row = unknown> {
  readonly kind: 'picture'
  readonly title: string
  readonly description: string
  readonly panel: Panel
  readonly query: Query | undefined
  /** What its rows hold, for the compiler alone: it is never there. */
  readonly rowType?: Row
}

/** A dashboard, or some of its panels, as a part of a report. */
export interface DashboardPicture {
  readonly kind: 'dashboard'
  readonly title: string
  readonly description: string
  readonly dashboard: Dashboard
  /** The titles of the panels that are drawn; all unless said. */
  readonly panels: readonly string[] | undefined
  /** The variable that is the user whose report it is; undefined where everybody sees the same. */
  readonly userVariable: string | undefined
}

/** A dashboard as one user sees it. */
export interface UserDashboardPicture extends DashboardPicture {
  readonly userVariable: string
}

export interface DashboardPictureOptions {
  /** Those of its panels that are drawn; all unless said. */
  readonly panels?: readonly Panel[]
}

export interface UserDashboardPictureOptions extends DashboardPictureOptions {
  /** The variable of the dashboard that is the user whose report it is: every panel has to ask by it. */
  readonly user: AnyVariable
}

/**
 * A panel or a dashboard as a part of a report, drawn as people see it in Grafana, over the report's period. A panel of a
 * report for users has the user's column among its own; a dashboard says by which of its variables it asks for the user.
 *
 * @example report('weekly', { sections: [pictureOf(revenueByDay), pictureOf(channels, { user: userId })], … })
 */
export function pictureOf<Row>(panel: Panel<Row>): PanelPicture<Row>
export function pictureOf(dashboard: Dashboard, options: UserDashboardPictureOptions): UserDashboardPicture
export function pictureOf(dashboard: Dashboard, options?: DashboardPictureOptions): DashboardPicture
export function pictureOf(
  drawn: Panel | Dashboard,
  options: DashboardPictureOptions & Partial<UserDashboardPictureOptions> = {},
): PanelPicture | DashboardPicture {
  if (drawn.kind === 'dashboard') return dashboardPicture(drawn, options)
  const { title, query } = drawn
  const { description = '' } = drawn.build()
  return { kind: 'picture', title, description, panel: drawn, query }
}

function dashboardPicture(
  dashboard: Dashboard,
  { panels, user }: DashboardPictureOptions & Partial<UserDashboardPictureOptions>,
): DashboardPicture {
  const { title, description } = dashboard
  const known = dashboard.rows.flatMap((row) => row.panels.filter(isPanel))
  const missing = panels?.find((panel) => !known.includes(panel))
  if (missing) throw notOnDashboard(dashboard, `the panel ${missing.title}`, 'a panel')
  if (user && !dashboard.variables.some(({ name }) => name === user.name))
    throw notOnDashboard(dashboard, `the variable ${user.name}`, 'a variable')
  return {
    kind: 'dashboard',
    title,
    description,
    dashboard,
    panels: panels?.map((panel) => panel.title),
    userVariable: user?.name,
  }
}

const notOnDashboard = ({ uid }: Dashboard, what: string, kind: string) =>
  new SightlineError({
    code: 'picture-not-on-dashboard',
    what: `A report draws the dashboard ${uid}, which does not have ${what}.`,
    value: what,
    next: `Name ${kind} that stands on the dashboard.`,
  })
