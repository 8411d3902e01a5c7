import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { hasTimeColumn } from '../dashboards/time-column.ts'
import type { Query, RowOf } from '../query.ts'
import { thresholdColors } from './apply-options.ts'
import { queryPanel } from './define-panel.ts'
import type { Panel } from './panel.ts'
import type { PanelOptions, WithSdk } from './panel-options.ts'

export interface StatOptions<Q extends Query> extends PanelOptions<Q>, WithSdk<PanelBuilder> {}

/**
 * One large number; a query with a `time` column shows its last value over a sparkline.
 *
 * @example statPanel({ title: 'MRR', description: '…', unit: 'currencyUSD', query: mrrByMonth, thresholds: thresholds('red', [50_000, 'green']) })
 */
export function statPanel<Q extends Query>(options: StatOptions<Q>): Panel<RowOf<Q>> {
  const { color, thresholds } = options
  const overTime = hasTimeColumn(options.query)
  return queryPanel(options, {
    builder: () => new PanelBuilder(),
    size: { width: 6, height: 5 },
    format: overTime ? 'time_series' : 'table',
    style: (panel) =>
      (color ? panel : panel.colorScheme(thresholdColors()))
        .graphMode(overTime ? BigValueGraphMode.Area : BigValueGraphMode.None)
        .colorMode(thresholds || color ? BigValueColorMode.Value : BigValueColorMode.None)
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false)),
    definedBy: statPanel,
  })
}
