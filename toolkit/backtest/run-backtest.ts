import type { ClientBase } from 'pg'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import { durationSeconds } from '../foundation/durations.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { buildRule } from '../grafana/alerting/build-rule.ts'
import { ruleCondition } from '../grafana/alerting/rule-condition.ts'
import type { TimeRange } from '../grafana/model/time/time-range.ts'
import type { Release } from '../release/release.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import { evaluateHistory } from './evaluate-history.ts'
import { historicQuery } from './history-sql.ts'
import { type OtherThreshold, otherThresholds } from './other-thresholds.ts'
import { type Firing, type Moment, replay } from './replay.ts'
import { coverageNotes } from './source-coverage.ts'

/** What a rule would have done over a time. */
export interface Backtest {
  readonly rule: string
  readonly from: Date
  readonly to: Date
  readonly every: string
  /** The condition in words, `above 9000`, and its limits. */
  readonly condition: string
  readonly bounds: readonly number[]
  readonly evaluations: number
  /** Whether all that it read was held back to what there was. */
  readonly exact: boolean
  readonly notes: readonly string[]
  readonly firings: readonly Firing[]
  readonly firingHours: number
  readonly thresholds: readonly OtherThreshold[]
  readonly moments: readonly Moment[]
}

export interface BacktestOptions extends TimeRange {
  /** Milliseconds after which Postgres gives up one evaluation. */
  readonly timeout: number
  /** The most evaluations of one rule. */
  readonly most: number
  readonly onProgress?: (done: number, all: number) => void
}

/**
 * Evaluates a rule over a time that has passed, at its own interval, on the rows that there were at each moment. It only
 * reads.
 *
 * @throws SightlineError for an empty time, and one of more evaluations than are allowed
 */
export async function runBacktest(
  client: ClientBase,
  release: Release,
  rule: AlertRule,
  { from, to, timeout, most, onProgress }: BacktestOptions,
): Promise<Backtest> {
  const step = durationSeconds(rule.every) * 1000
  const moments = momentsOf(rule, { from, to }, step, most)
  const { project } = release
  const json = buildRule(rule, project, () => undefined)
  const history = await evaluateHistory(client, json, {
    release,
    moments,
    timeout,
    ...(onProgress ? { onProgress: (done: number) => onProgress(done, moments.length) } : {}),
  })
  const replayed = replay(json, history, rule.every, step)
  const sources = ruleQueries(json).flatMap(({ query }) => historicQuery(query.sql, release).sources)
  const { exact, notes } = await coverageNotes(client, [...new Set(sources)], { from, to, timeout })
  const others = project.dataSources.filter(({ uid }) => json.data.some((one) => one.datasourceUid === uid))
  const elsewhere = others.map(
    ({ database }) =>
      `It reads the database ${database}: where that is not the one asked here, its evaluations fail.`,
  )
  const failed = replayed.moments.filter(({ state }) => state === 'Error').length
  const { words, bounds } = ruleCondition(json)
  return {
    rule: rule.name,
    from,
    to,
    every: rule.every,
    condition: words,
    bounds,
    evaluations: moments.length,
    exact,
    notes: [
      ...notes,
      ...elsewhere,
      ...(failed > 0 ? [`${failed} of ${moments.length} evaluations failed.`] : []),
    ],
    firings: replayed.firings,
    firingHours: replayed.firingSeconds / 3600,
    thresholds: otherThresholds(rule, history, project, step),
    moments: replayed.moments,
  }
}

/** The moments at which Grafana evaluates: multiples of the interval. */
function momentsOf(rule: AlertRule, { from, to }: TimeRange, step: number, most: number): number[] {
  const first = Math.ceil(from.getTime() / step) * step
  const count = Math.floor((to.getTime() - first) / step) + 1
  if (count < 1)
    throw new SightlineError({
      code: 'nothing-to-evaluate',
      what: `The rule ${rule.name} is not evaluated once in this time.`,
      value: `${from.toISOString()} to ${to.toISOString()}`,
      next: `Choose a time of at least ${rule.every} that ends after it begins.`,
    })
  if (count > most)
    throw new SightlineError({
      code: 'too-many-evaluations',
      what: `The rule ${rule.name} is evaluated ${count.toLocaleString('en')} times in this time; ${most.toLocaleString('en')} are allowed.`,
      value: `${from.toISOString()} to ${to.toISOString()}`,
      next: 'Choose a shorter time, or allow more with --most.',
    })
  return Array.from({ length: count }, (_, index) => first + index * step)
}
