import {
  GraphDrawStyle,
  GraphGradientMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
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
import type { RowOf } from '../query.ts'
import { queryPanel } from './define-panel.ts'
import type { Panel } from './panel.ts'
import type { PanelOptions, TimeQuery, WithSdk } from './panel-options.ts'

export interface TimeseriesOptions<Q extends TimeQuery> extends PanelOptions<Q>, WithSdk<PanelBuilder> {
  readonly draw?: 'line' | 'bars' | 'points'
  /** Percent. */
  readonly fillOpacity?: number
  readonly showPoints?: 'auto' | 'always' | 'never'
  /** How the thresholds are drawn; not at all unless said. */
  readonly thresholdsStyle?: 'line' | 'dashed' | 'area' | 'line+area' | 'dashed+area'
  /** What the legend says about each series. */
  readonly legend?: readonly ('last' | 'min' | 'max' | 'mean' | 'sum')[]
}

/**
 * Lines over time; the query returns `time` and a column for each series.
 *
 * @example timeseriesPanel({ title: 'Latency', description: '…', unit: 'ms', query: latencyPerMinute })
 */
export function timeseriesPanel<Q extends TimeQuery>(options: TimeseriesOptions<Q>): Panel<RowOf<Q>> {
  const { draw = 'line', fillOpacity = 12, legend = ['last', 'mean'], showPoints = 'never' } = options
  const { thresholdsStyle } = options
  return queryPanel(options, {
    builder: () => new PanelBuilder(),
    size: { width: 12, height: 9 },
    format: 'time_series',
    style: (panel) => {
      panel
        .drawStyle(drawStyles[draw])
        .lineInterpolation(LineInterpolation.Smooth)
        .lineWidth(2)
        .fillOpacity(draw === 'bars' ? 70 : fillOpacity)
        .gradientMode(GraphGradientMode.Opacity)
        .showPoints(pointModes[showPoints])
        .spanNulls(false)
        .legend(legendWith(legend))
        .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
      if (!thresholdsStyle) return panel
      const mode = thresholdModes[thresholdsStyle]
      return panel.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(mode))
    },
    definedBy: timeseriesPanel,
  })
}

function legendWith(
  calculations: NonNullable<TimeseriesOptions<TimeQuery>['legend']>,
): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .calcs(calculations.map((calc) => (calc === 'last' ? 'lastNotNull' : calc)))
}

const drawStyles = { line: GraphDrawStyle.Line, bars: GraphDrawStyle.Bars, points: GraphDrawStyle.Points }

const pointModes = {
  auto: VisibilityMode.Auto,
  always: VisibilityMode.Always,
  never: VisibilityMode.Never,
}

const thresholdModes = {
  line: GraphThresholdsStyleMode.Line,
  dashed: GraphThresholdsStyleMode.Dashed,
  area: GraphThresholdsStyleMode.Area,
  'line+area': GraphThresholdsStyleMode.LineAndArea,
  'dashed+area': GraphThresholdsStyleMode.DashedAndArea,
}
