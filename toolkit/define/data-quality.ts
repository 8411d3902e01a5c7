import { type RawBuilder, sql } from 'kysely'
import { rememberSite } from '../foundation/definition-site.ts'
import { type AlertRule, alertRule } from './alerts/alert-rule.ts'
import { above } from './alerts/condition.ts'
import type { ContactPoint } from './alerts/contact-point.ts'
import { bigint, text, timestamptz } from './columns/column-types.ts'
import { type Dashboard, dashboard, row } from './dashboards/dashboard.ts'
import { thresholds } from './dashboards/thresholds.ts'
import { timeFilter } from './dashboards/time-macros.ts'
import type { DataCheck } from './data-check.ts'
import { ago } from './expressions/clock.ts'
import { from } from './from.ts'
import { statPanel } from './panels/stat-panel.ts'
import { tablePanel } from './panels/table-panel.ts'
import { timeseriesPanel } from './panels/timeseries-panel.ts'
import { type Schedule, schedule } from './schedule.ts'
import { type Table, table } from './source.ts'
import { type SqlFunction, sqlFunction } from './sql-function.ts'

export interface DataQualityOptions {
  /** The checks that are run by the clock. */
  readonly checks: readonly [DataCheck, ...DataCheck[]]
  /** Told when a check finds faults. */
  readonly contactPoint: ContactPoint
  /** Stands before the uids of the dashboard and the rule. */
  readonly uid: string
  /** When the checks run: five cron fields in GMT; every hour at half past unless given. */
  readonly cron?: string
  /** The schema of the table and the function. */
  readonly schema?: string
}

/** What keeps the data of a project under watch. */
export interface DataQuality {
  readonly results: Table<string, ResultRow>
  readonly run: SqlFunction
  readonly schedule: Schedule
  readonly dashboard: Dashboard
  readonly alert: AlertRule
}

interface ResultRow {
  readonly check_name: string
  readonly checked_at: Date
  readonly faults: number
}

/**
 * Runs data checks by the clock: a table of their results, a function and a schedule that fill it, a small dashboard and
 * an alert rule that read it. A project lists them all.
 *
 * @example definitions: [...Object.values(dataQuality({ checks: [negativeMoney], contactPoint: onCall, uid: 'shop' }))]
 */
export function dataQuality(options: DataQualityOptions): DataQuality {
  const { checks, cron = '30 * * * *', schema = 'analytics' } = options
  const results = resultTable(schema)
  const run = sqlFunction(`${schema}.run_data_checks`, {
    description: 'Runs the data checks and notes how many faults each finds; results are kept for 90 days.',
    returns: 'void',
    language: 'sql',
    body: checkAll(`${schema}.data_check_results`, checks),
  })
  const definitions: DataQuality = {
    results,
    run,
    schedule: schedule('run-data-checks', { description: 'Runs the data checks.', cron, run }),
    dashboard: qualityDashboard(results, options),
    alert: qualityAlert(results, options),
  }
  for (const definition of Object.values(definitions)) rememberSite(definition, dataQuality)
  return definitions
}

const resultTable = (schema: string) =>
  table(`${schema}.data_check_results`, {
    description: 'One row for each run of a data check: how many faults it found.',
    primaryKey: ['check_name', 'checked_at'],
    columns: { check_name: text(), checked_at: timestamptz(), faults: bigint() },
  })

/** One row for each check, and none that is older than 90 days. */
function checkAll(results: string, checks: readonly DataCheck[]): RawBuilder<unknown> {
  const counts = checks.map(
    ({ name, query }) =>
      sql`select ${sql.lit(name)}::text, now(), (select count(*) from (${query}) as faults)`,
  )
  return sql`insert into ${sql.raw(results)} (check_name, checked_at, faults)
${sql.join(
  counts,
  sql`
union all
`,
)};
delete from ${sql.raw(results)} where checked_at < now() - interval '90 days'`
}

type Results = DataQuality['results']

/** The last result of each check within two days. */
const latest = (results: Results) =>
  from(results)
    .selectFrom(results.name)
    .where('checked_at', '>', ago({ days: 2 }))
    .distinctOn('check_name')
    .select(['check_name', 'checked_at', 'faults'])
    .orderBy('check_name')
    .orderBy('checked_at', 'desc')

function qualityDashboard(results: Results, { uid }: DataQualityOptions): Dashboard {
  const faults = statPanel({
    title: 'Faults',
    description: 'Faults that the last run of each data check found (count). Red from one on.',
    size: { width: 6, height: 8 },
    unit: 'short',
    thresholds: thresholds('green', [1, 'red']),
    query: from(results)
      .with('latest', () => latest(results))
      .selectFrom('latest')
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('faults'), eb.lit(0)).as('Faults')),
  })
  const checks = tablePanel({
    title: 'Checks',
    description: 'The last run of each data check within two days, and how many faults it found (count).',
    size: { width: 18, height: 8 },
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
    },
    query: latest(results),
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
    rows: [row('Data checks', { panels: [faults, checks, overTime] })],
  })
}

const qualityAlert = (results: Results, { uid, contactPoint }: DataQualityOptions): AlertRule =>
  alertRule('Data Quality', {
    uid: `${uid}-data-quality`,
    summary: 'The data check {{ $labels.check_name }} found {{ $values.B.Value }} faults.',
    description:
      'A data check found rows that must not be. Run `sightline audit` for the first of them and for what to do, or look at the dashboard Data Quality.',
    query: from(results)
      .selectFrom(results.name)
      .where('checked_at', '>', ago({ days: 2 }))
      .distinctOn('check_name')
      .select(['check_name', 'faults'])
      .orderBy('check_name')
      .orderBy('checked_at', 'desc'),
    value: 'faults',
    condition: above(0),
    every: '10m',
    for: '0s',
    severity: 'warning',
    noData: 'OK',
    onError: 'Error',
    contactPoint,
  })
