import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard'
import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard'
import { asVariable, type VariableLike } from '../variables/variable.ts'
import type { Dashboard } from './dashboard.ts'

/** A link from a value to another dashboard or a page, carrying the row's fields along. */
export type DataLink<Field extends string = string> =
  | {
      readonly title: string
      /** A dashboard, or what gives it where two dashboards lead to each other; its own one unless said. */
      readonly dashboard?: Dashboard | (() => Dashboard)
      /** Variables of that dashboard, each set to a field of the clicked row. */
      readonly set?: readonly { readonly variable: VariableLike; readonly field: Field }[]
      readonly url?: never
    }
  | { readonly title: string; readonly url: string; readonly dashboard?: never; readonly set?: never }

/** The dashboard that a link leads to; undefined for a page, and for the one that it stands on. */
export function linkedDashboard({ dashboard }: DataLink): Dashboard | undefined {
  return typeof dashboard === 'function' ? dashboard() : dashboard
}

/** A data link on a dashboard as Grafana stores it, with the time range kept. */
export function dataLinkBuilder(link: DataLink, on: string): DashboardLinkBuilder {
  return new DashboardLinkBuilder(link.title).type(DashboardLinkType.Link).url(dataLinkUrl(link, on))
}

/** The same link as it stands inside a field override. */
export function dataLinkProperty(link: DataLink, on: string): Pick<DashboardLink, 'title' | 'url'> {
  return { title: link.title, url: dataLinkUrl(link, on) }
}

function dataLinkUrl(link: DataLink, on: string): string {
  if (link.url !== undefined) return link.url
  const set = (link.set ?? []).map(
    ({ variable, field }) =>
      `var-${asVariable(variable).name}=\${__data.fields[${JSON.stringify(field)}]:percentencode}`,
  )
  return `/d/${linkedDashboard(link)?.uid ?? on}?${[`\${__url_time_range}`, ...set].join('&')}`
}
