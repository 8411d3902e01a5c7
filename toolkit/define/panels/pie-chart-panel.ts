import {
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import {
  PanelBuilder,
  PieChartLegendOptionsBuilder,
  PieChartLegendValues,
  PieChartType,
} from '@grafana/grafana-foundation-sdk/piechart'
import { type FieldOverride, overrideProperties } from '../dashboards/field-override.ts'
import type { Query, RowOf } from '../query.ts'
import { queryPanel } from './define-panel.ts'
import type { Panel } from './panel.ts'
import type { PanelOptions, WithSdk } from './panel-options.ts'

export interface PieChartOptions<Q extends Query> extends PanelOptions<Q>, WithSdk<PanelBuilder> {
  /** How single slices look, each by the value, or the mapped text, of the text column that names it. */
  readonly slices?: Readonly<Record<string, FieldOverride>>
}

/**
 * Shares of a whole: a slice for each row of the query, named by its text column and sized by its number.
 *
 * @example pieChartPanel({ title: 'Revenue by tier', description: '…', unit: 'currencyUSD', query: revenueByTier })
 */
export function pieChartPanel<Q extends Query>(options: PieChartOptions<Q>): Panel<RowOf<Q>> {
  const legend = new PieChartLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.Table)
    .placement(LegendPlacement.Right)
    .values([PieChartLegendValues.Value, PieChartLegendValues.Percent])
  return queryPanel(options, {
    builder: () => new PanelBuilder(),
    size: { width: 12, height: 9 },
    format: 'table',
    style: (panel, on) => {
      panel
        .pieType(PieChartType.Donut)
        .legend(legend)
        .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single))
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(true))
      for (const [slice, override] of Object.entries(options.slices ?? {})) {
        panel.overrideByName(slice, overrideProperties(override, on))
      }
      return panel
    },
    definedBy: pieChartPanel,
  })
}
