import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { hasTimeColumn } from '../dashboards/time-column.ts'
import type { Query } from '../query.ts'
import { applyOptions, thresholdColors } from './apply-options.ts'
import type { PanelOptions } from './panel-options.ts'

/**
 * One large number; a query with a `time` column shows its last value over a sparkline.
 *
 * @example statPanel({ title: 'MRR', description: '…', unit: 'currencyUSD', query: mrrByMonth, thresholds: thresholds('red', [50_000, 'green']) })
 */
export function statPanel<Q extends Query>(options: PanelOptions<Q>): PanelBuilder {
  const overTime = hasTimeColumn(options.query)
  const panel = applyOptions(
    new PanelBuilder(),
    options,
    { width: 6, height: 5 },
    overTime ? 'time_series' : 'table',
    statPanel,
  )
  if (!options.color) panel.colorScheme(thresholdColors())
  return panel
    .graphMode(overTime ? BigValueGraphMode.Area : BigValueGraphMode.None)
    .colorMode(options.thresholds || options.color ? BigValueColorMode.Value : BigValueColorMode.None)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
}
