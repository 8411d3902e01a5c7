import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard'
import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard'
import { asVariable, type VariableLike } from '../variables/variable.ts'

/** A link from a value to another dashboard or a page, carrying the row's fields along. */
export type DataLink<Field extends string = string> =
  | {
      readonly title: string
      /** The uid of a dashboard of this project. */
      readonly dashboard: string
      /** Variables of that dashboard, each set to a field of the clicked row. */
      readonly set?: readonly { readonly variable: VariableLike; readonly field: Field }[]
    }
  | { readonly title: string; readonly url: string }

/** A data link as Grafana stores it, with the time range kept. */
export function dataLinkBuilder(link: DataLink): DashboardLinkBuilder {
  return new DashboardLinkBuilder(link.title).type(DashboardLinkType.Link).url(dataLinkUrl(link))
}

/** The same link as it stands inside a field override. */
export function dataLinkProperty(link: DataLink): Pick<DashboardLink, 'title' | 'url'> {
  return { title: link.title, url: dataLinkUrl(link) }
}

function dataLinkUrl(link: DataLink): string {
  if ('url' in link) return link.url
  const set = (link.set ?? []).map(
    ({ variable, field }) =>
      `var-${asVariable(variable).name}=\${__data.fields[${JSON.stringify(field)}]:percentencode}`,
  )
  return `/d/${link.dashboard}?${[`\${__url_time_range}`, ...set].join('&')}`
}
