import { type Dashboard, dashboard, row } from '../dashboards/dashboard.ts'
import { thresholds } from '../dashboards/thresholds.ts'
import { timeFilter } from '../dashboards/time-macros.ts'
import { from } from '../from.ts'
import { statPanel } from '../panels/stat-panel.ts'
import { tablePanel } from '../panels/table-panel.ts'
import { timeseriesPanel } from '../panels/timeseries-panel.ts'
import { latestResults } from './latest-results.ts'
import type { ResultTable } from './result-table.ts'

/** Whether the data is sound now, what each check found last, and how that changed. */
export function qualityDashboard(results: ResultTable, uid: string): Dashboard {
  const latest = () =>
    from(results)
      .with('latest', () => latestResults(results))
      .selectFrom('latest')
  const figure = { size: { width: 4, height: 8 }, unit: 'short' } as const
  const faults = statPanel({
    title: 'Faults',
    description: 'Faults that the last run of each data check found (count). Red from one on.',
    ...figure,
    thresholds: thresholds('green', [1, 'red']),
    query: latest().select((eb) => eb.fn.coalesce(eb.fn.sum<number>('faults'), eb.lit(0)).as('Faults')),
  })
  const failing = statPanel({
    title: 'Checks that fail',
    description: 'Data checks that could not be run the last time (count). Red from one on.',
    ...figure,
    thresholds: thresholds('green', [1, 'red']),
    query: latest().select((eb) => eb.fn.count<number>('problem').as('Checks that fail')),
  })
  const checks = tablePanel({
    title: 'Checks',
    description:
      'The last run of each data check within two days, and how many faults it found (count), or why it could not be run.',
    size: { width: 16, height: 8 },
    sortedBy: 'faults',
    overrides: {
      check_name: { displayName: 'Check' },
      checked_at: { displayName: 'Checked', unit: 'dateTimeAsIso', width: 180 },
      faults: {
        displayName: 'Faults',
        unit: 'short',
        thresholds: thresholds('green', [1, 'red']),
        cell: 'color-text',
      },
      problem: { displayName: 'Problem' },
    },
    query: latestResults(results),
  })
  const overTime = timeseriesPanel({
    title: 'Faults by check',
    description: 'Faults that each run of each data check found (count).',
    size: { width: 24, height: 9 },
    unit: 'short',
    min: 0,
    query: from(results)
      .selectFrom(results.name)
      .where((eb) => timeFilter(eb.ref('checked_at')))
      .select(['checked_at as time', 'check_name', 'faults'])
      .orderBy('time'),
  })
  return dashboard({
    uid: `${uid}-data-quality`,
    title: 'Data Quality',
    description:
      'Whether the data that the other dashboards show is sound: the data checks and what they found.',
    refresh: '5m',
    time: { from: 'now-7d', to: 'now' },
    rows: [row('Data checks', { panels: [faults, failing, checks, overTime] })],
  })
}
