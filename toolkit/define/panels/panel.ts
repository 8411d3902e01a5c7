import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { Panel as PanelJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { DataLink } from '../dashboards/data-link.ts'
import type { Query } from '../query.ts'
import type { LiveFigure } from '../realtime/live-figure.ts'

/** A panel of a dashboard: a value that never changes, to which rows, links and alerts refer. */
export interface Panel<Row = unknown> extends Builder<PanelJson> {
  readonly kind: 'panel'
  readonly title: string
  /** What it asks; undefined where it has words only. */
  readonly query: Query | undefined
  /** What its rows hold, for the compiler alone: it is never there. */
  readonly rowType?: Row
  /** What it shows of what is pushed to it; undefined where it asks. */
  readonly figure: LiveFigure | undefined
  /** Where it leads, from anywhere on it. */
  readonly links: readonly DataLink[]
  /** The panel as the foundation SDK has it, on the dashboard of this uid. */
  build(on?: string): PanelJson
}

/** A panel, or any panel builder of the foundation SDK. */
export type AnyPanel = Builder<PanelJson>

/** Whether a panel is one of ours. */
export const isPanel = (panel: AnyPanel): panel is Panel => 'kind' in panel && panel.kind === 'panel'
