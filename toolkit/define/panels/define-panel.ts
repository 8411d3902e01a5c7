import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { Panel as PanelJson } from '@grafana/grafana-foundation-sdk/dashboard'
import { rememberSite } from '../../foundation/definition-site.ts'
import type { DataLink } from '../dashboards/data-link.ts'
import type { FieldOverride } from '../dashboards/field-override.ts'
import type { QueryFormat } from '../dashboards/query-target.ts'
import type { Query } from '../query.ts'
import { applyFrame, applyOptions, type FrameBuilder, type QueryPanelBuilder } from './apply-options.ts'
import type { Panel } from './panel.ts'
import type { PanelFrame, PanelOptions, PanelSize, WithSdk } from './panel-options.ts'

/** What all panels of a type have in common. */
interface PanelType<B> {
  /** An empty builder of the foundation SDK. */
  readonly builder: () => B
  readonly size: PanelSize
  /** Sets what is the same for all of them, after the options. */
  readonly style: (builder: B, on: string) => B
  /** The public function that makes such a panel: the place that calls it is where the panel is defined. */
  readonly definedBy: (options: never) => unknown
}

/** A panel with a query, from its options and what its type adds to them; each build begins anew. */
export function queryPanel<B extends QueryPanelBuilder>(
  options: PanelOptions<Query> & WithSdk<B>,
  type: PanelType<B> & { readonly format: QueryFormat },
): Panel<never> {
  const { title, query, sdk } = options
  const build = (on = '') =>
    finished(type.style(applyOptions(type.builder(), options, type.size, type.format, on), on), sdk)
  const links = linksOf(options)
  return rememberSite({ kind: 'panel', title, query, figure: undefined, links, build }, type.definedBy)
}

/** A panel without a query. */
export function plainPanel<B extends FrameBuilder>(
  options: PanelFrame & WithSdk<B>,
  type: PanelType<B>,
): Panel<never> {
  const { title, sdk } = options
  const build = (on = '') => finished(type.style(applyFrame(type.builder(), options, type.size), on), sdk)
  return rememberSite(
    { kind: 'panel', title, query: undefined, figure: undefined, links: [], build },
    type.definedBy,
  )
}

function finished<B extends Builder<PanelJson>>(builder: B, sdk: WithSdk<B>['sdk']): PanelJson {
  return (sdk?.(builder) ?? builder).build()
}

function linksOf({ links = [], overrides }: PanelOptions<Query>): DataLink[] {
  const overridden: readonly (FieldOverride | undefined)[] = Object.values(overrides ?? {})
  return [...links, ...overridden.flatMap((override) => override?.links ?? [])]
}
