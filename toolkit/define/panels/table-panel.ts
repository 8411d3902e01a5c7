import { TableCellHeight, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table'
import type { FieldOverride } from '../dashboards/field-override.ts'
import type { FieldOf, Query, RowOf } from '../query.ts'
import { queryPanel } from './define-panel.ts'
import type { Panel } from './panel.ts'
import type { PanelOptions, WithSdk } from './panel-options.ts'

export interface TablePanelOptions<Q extends Query> extends PanelOptions<Q>, WithSdk<PanelBuilder> {
  /** The column that the table is first sorted by. */
  readonly sortedBy?: FieldOf<NoInfer<Q>>
  readonly descending?: boolean
}

/**
 * Rows and columns as the query returns them.
 *
 * @example tablePanel({ title: 'Top videos', description: '…', query: topVideos, overrides: { revenue: { unit: 'currencyUSD' } } })
 */
export function tablePanel<Q extends Query>(options: TablePanelOptions<Q>): Panel<RowOf<Q>> {
  const { sortedBy, descending = true } = options
  const overrides: Readonly<Record<string, FieldOverride | undefined>> = options.overrides ?? {}
  const shown = sortedBy && (overrides[sortedBy]?.displayName ?? sortedBy)
  const sorting = shown ? [new TableSortByFieldStateBuilder().displayName(shown).desc(descending)] : []
  return queryPanel(options, {
    builder: () => new PanelBuilder(),
    size: { width: 24, height: 12 },
    format: 'table',
    style: (panel) => {
      panel.showHeader(true).cellHeight(TableCellHeight.Sm).filterable(true)
      return sorting.length > 0 ? panel.sortBy(sorting) : panel
    },
    definedBy: tablePanel,
  })
}
