import { rememberSite } from '../../foundation/definition-site.ts'
import { type AlertRule, alertRule } from '../alerts/alert-rule.ts'
import { above } from '../alerts/condition.ts'
import type { ContactPoint } from '../alerts/contact-point.ts'
import type { Dashboard } from '../dashboards/dashboard.ts'
import type { DataCheck } from '../data-check.ts'
import type { UniqueGrains } from '../data-checks/unique-grains.ts'
import { ago } from '../expressions/clock.ts'
import { from } from '../from.ts'
import { qualityDashboard } from './data-quality-dashboard.ts'
import { type DataQualityRuns, dataQualityRuns } from './data-quality-runs.ts'
import { latestResults } from './latest-results.ts'
import { type ResultTable, resultTable } from './result-table.ts'

export interface DataQualityOptions {
  /** The checks that are run by the clock. */
  readonly checks: readonly [DataCheck | UniqueGrains, ...(DataCheck | UniqueGrains)[]]
  /** Told when a check finds faults, cannot be run, or no check was run for two days. */
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
  readonly results: ResultTable
  readonly runs: DataQualityRuns
  readonly dashboard: Dashboard
  readonly alert: AlertRule
}

/**
 * Runs data checks by the clock: a table of their results, a function and a schedule that fill it, a small dashboard and
 * an alert rule that read it. A project lists them all, and has the checks by that.
 *
 * @example definitions: [...Object.values(dataQuality({ checks: [uniqueGrains(), negativeMoney], contactPoint: onCall, uid: 'shop' }))]
 */
export function dataQuality(options: DataQualityOptions): DataQuality {
  const { checks, uid, contactPoint, cron = '30 * * * *', schema = 'analytics' } = options
  const results = resultTable(schema)
  const definitions: DataQuality = {
    results,
    runs: dataQualityRuns({ checks, cron, schema }),
    dashboard: qualityDashboard(results, uid),
    alert: qualityAlert(results, uid, contactPoint),
  }
  for (const definition of Object.values(definitions)) rememberSite(definition, dataQuality)
  return definitions
}

const qualityAlert = (results: ResultTable, uid: string, contactPoint: ContactPoint): AlertRule =>
  alertRule('Data Quality', {
    uid: `${uid}-data-quality`,
    summary: 'Data check {{ $labels.check_name }}: {{ $labels.result }}.',
    description:
      'A data check found rows that must not be, could not be run, or none was run for two days. Run `sightline audit` for the first of the rows and for what to do, `sightline schedules` for whether the schedule runs, or look at the dashboard Data Quality.',
    query: from(results)
      .with('latest', () => latestResults(results))
      .selectFrom('latest')
      .select((eb) => [
        'check_name',
        eb
          .case()
          .when('problem', 'is not', null)
          .then('could not be run')
          .else('rows that must not be')
          .end()
          .as('result'),
        eb.fn.coalesce('faults', eb.lit(1)).as('faults'),
      ])
      .unionAll(noneWasRun(results)),
    value: 'faults',
    condition: above(0),
    every: '10m',
    for: '0s',
    severity: 'warning',
    noData: 'OK',
    onError: 'Error',
    contactPoint,
  })

/** One row where checks were run once and stopped: without it the rule would fall silent. */
const noneWasRun = (results: ResultTable) =>
  from(results)
    .selectFrom(results.name)
    .having((eb) => eb(eb.fn.max('checked_at'), '<', ago({ days: 2 })))
    .select((eb) => [
      eb.val('all of them').as('check_name'),
      eb.val('not run for two days').as('result'),
      eb.lit(1).as('faults'),
    ])
