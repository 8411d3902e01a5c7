import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import {
  LegendDisplayMode,
  LegendPlacement,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import type { Panel as PanelJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { XYSeriesConfig } from '@grafana/grafana-foundation-sdk/xychart'
import { PanelBuilder, SeriesMapping, XYShowMode } from '@grafana/grafana-foundation-sdk/xychart'
import type { Query, RowOf } from '../query.ts'
import { queryPanel } from './define-panel.ts'
import type { Panel } from './panel.ts'
import type { NumericFieldOf, PanelOptions, WithSdk } from './panel-options.ts'

export interface XyChartOptions<Q extends Query> extends PanelOptions<Q>, WithSdk<PanelBuilder> {
  readonly x: NumericFieldOf<NoInfer<Q>>
  readonly y: NumericFieldOf<NoInfer<Q>>
  /** The field that a point's diameter follows. */
  readonly pointSize?: NumericFieldOf<NoInfer<Q>>
  /** The field of numbers that a point's colour follows, by its thresholds or mappings; Grafana takes no texts for colours. */
  readonly pointColor?: NumericFieldOf<NoInfer<Q>>
}

/** Grafana migrates an xychart destructively that does not say it was made for the current form. */
const pluginVersion = '11.1.0'

class XyChartBuilder extends PanelBuilder {
  override build(): PanelJson {
    return { ...super.build(), pluginVersion }
  }
}

/**
 * A point for each row of the query.
 *
 * @example xyChartPanel({ title: 'Channels', description: '…', query: channels, x: 'views', y: 'revenue', pointSize: 'subscribers' })
 */
export function xyChartPanel<Q extends Query>(options: XyChartOptions<Q>): Panel<RowOf<Q>> {
  const { x, y, pointSize: size, pointColor: color } = options
  const dimensions = {
    frame: { matcher: { id: 'byIndex', options: 0 } },
    x: byName(x),
    y: byName(y),
    ...(size === undefined ? {} : { size: byName(size) }),
    ...(color === undefined ? {} : { color: byName(color) }),
  }
  const series: Builder<XYSeriesConfig> = { build: () => dimensions }
  return queryPanel(options, {
    builder: () => new XyChartBuilder(),
    size: { width: 24, height: 12 },
    format: 'table',
    style: (panel) =>
      panel
        .show(XYShowMode.Points)
        .mapping(SeriesMapping.Manual)
        .series([series])
        .pointSize({ fixed: 8, min: 6, max: 40 })
        .fillOpacity(60)
        .legend(
          new VizLegendOptionsBuilder()
            .showLegend(false)
            .displayMode(LegendDisplayMode.List)
            .placement(LegendPlacement.Bottom)
            .calcs([]),
        )
        .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single)),
    definedBy: xyChartPanel,
  })
}

function byName(field: string): { matcher: { id: string; options: string } } {
  return { matcher: { id: 'byName', options: field } }
}
