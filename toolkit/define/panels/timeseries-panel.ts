import {
  GraphDrawStyle,
  GraphGradientMode,
  LegendDisplayMode,
  LegendPlacement,
  LineInterpolation,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import { applyOptions } from './apply-options.ts'
import type { PanelOptions, TimeQuery } from './panel-options.ts'

export interface TimeseriesOptions<Q extends TimeQuery> extends PanelOptions<Q> {
  readonly draw?: 'line' | 'bars' | 'points'
  /** Percent. */
  readonly fillOpacity?: number
  /** What the legend says about each series. */
  readonly legend?: readonly ('last' | 'min' | 'max' | 'mean' | 'sum')[]
}

/**
 * Lines over time; the query returns `time` and a column for each series.
 *
 * @example timeseriesPanel({ title: 'Latency', description: '…', unit: 'ms', query: latencyPerMinute })
 */
export function timeseriesPanel<Q extends TimeQuery>(options: TimeseriesOptions<Q>): PanelBuilder {
  const { draw = 'line', fillOpacity = 12, legend = ['last', 'mean'] } = options
  return applyOptions(new PanelBuilder(), options, { width: 12, height: 9 }, 'time_series', timeseriesPanel)
    .drawStyle(drawStyles[draw])
    .lineInterpolation(LineInterpolation.Smooth)
    .lineWidth(2)
    .fillOpacity(draw === 'bars' ? 70 : fillOpacity)
    .gradientMode(GraphGradientMode.Opacity)
    .showPoints(VisibilityMode.Never)
    .spanNulls(false)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs(legend.map((calc) => (calc === 'last' ? 'lastNotNull' : calc))),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
}

const drawStyles = { line: GraphDrawStyle.Line, bars: GraphDrawStyle.Bars, points: GraphDrawStyle.Points }
