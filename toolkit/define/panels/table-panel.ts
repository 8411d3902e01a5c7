import { TableCellHeight, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table'
import type { FieldOverride } from '../dashboards/field-override.ts'
import type { FieldOf, Query } from '../query.ts'
import { applyOptions } from './apply-options.ts'
import type { PanelOptions } from './panel-options.ts'

export interface TablePanelOptions<Q extends Query> extends PanelOptions<Q> {
  /** The column that the table is first sorted by. */
  readonly sortedBy?: FieldOf<NoInfer<Q>>
  readonly descending?: boolean
}

/**
 * Rows and columns as the query returns them.
 *
 * @example tablePanel({ title: 'Top videos', description: '…', query: topVideos, overrides: { revenue: { unit: 'currencyUSD' } } })
 */
export function tablePanel<Q extends Query>(options: TablePanelOptions<Q>): PanelBuilder {
  const panel = applyOptions(new PanelBuilder(), options, { width: 24, height: 12 }, 'table', tablePanel)
    .showHeader(true)
    .cellHeight(TableCellHeight.Sm)
    .filterable(true)
  const { sortedBy, descending = true } = options
  if (!sortedBy) return panel
  const overrides: Readonly<Record<string, FieldOverride | undefined>> = options.overrides ?? {}
  const shown = overrides[sortedBy]?.displayName ?? sortedBy
  return panel.sortBy([new TableSortByFieldStateBuilder().displayName(shown).desc(descending)])
}
