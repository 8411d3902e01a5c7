import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { AnnotationQuery, DashboardLink, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard'
import { rememberSite } from '../../foundation/definition-site.ts'
import { requireTimeZone } from '../../foundation/time-zone.ts'
import type { Folder } from '../folder.ts'
import { type AnyVariable, asVariable, type VariableLike } from '../variables/variable.ts'
import type { Annotation } from './annotation.ts'

/** A titled band of panels, which flow from left to right over 24 columns. */
export interface Row {
  readonly kind: 'row'
  readonly title: string
  readonly collapsed: boolean
  readonly panels: readonly Builder<Panel>[]
}

export interface RowOptions {
  readonly collapsed?: boolean
  /** Panels of this toolkit, or any panel builder of the foundation SDK. */
  readonly panels: readonly Builder<Panel>[]
}

/** Defines a row of a dashboard. */
export function row(title: string, { panels, collapsed = false }: RowOptions): Row {
  return rememberSite({ kind: 'row', title, collapsed, panels }, row)
}

/** How often a dashboard asks again; Grafana's own list, from 5 s up. */
export type RefreshInterval = '5s' | '10s' | '30s' | '1m' | '5m' | '15m' | '30m' | '1h' | '2h' | '1d' | 'off'

export interface DashboardOptions {
  readonly uid: string
  readonly title: string
  readonly description: string
  /** Where it stands; in the project's folder unless said otherwise. */
  readonly folder?: Folder
  readonly tags?: readonly string[]
  readonly refresh?: RefreshInterval
  /** The time zone that it shows times in; that of the project unless said otherwise. */
  readonly timeZone?: string
  readonly time?: { readonly from: string; readonly to: string }
  /** Variables of this toolkit, or any variable builder of the foundation SDK. */
  readonly variables?: readonly VariableLike[]
  readonly annotations?: readonly (Annotation | Builder<AnnotationQuery>)[]
  readonly links?: readonly Builder<DashboardLink>[]
  readonly rows: readonly Row[]
}

/** A page of panels. */
export interface Dashboard
  extends Required<Omit<DashboardOptions, 'refresh' | 'variables' | 'folder' | 'timeZone'>> {
  readonly kind: 'dashboard'
  readonly name: string
  readonly refresh: RefreshInterval
  readonly variables: readonly AnyVariable[]
  readonly folder?: Folder
  readonly timeZone?: string
}

/**
 * Defines a dashboard; its uid is its identity and must not change.
 *
 * @example dashboard({ uid: 'ops', title: 'Operations', description: '…', rows: [systemHealth, pipeline] })
 */
export function dashboard({ variables = [], ...options }: DashboardOptions): Dashboard {
  if (options.timeZone !== undefined) requireTimeZone(options.timeZone)
  return rememberSite(
    {
      kind: 'dashboard',
      name: options.uid,
      tags: [],
      refresh: 'off',
      time: { from: 'now-6h', to: 'now' },
      annotations: [],
      links: [],
      ...options,
      variables: variables.map(asVariable),
    },
    dashboard,
  )
}

/** A link to each of the other dashboards with a tag, which keeps the time range unless said otherwise. */
export function linksToTag(
  title: string,
  tag: string,
  { keepTime = true }: { readonly keepTime?: boolean } = {},
): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Dashboards)
    .tags([tag])
    .asDropdown(false)
    .keepTime(keepTime)
}
