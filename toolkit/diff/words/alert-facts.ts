import type { RuleJson } from '../../grafana/alerting/build-rule.ts'
import { ruleCondition } from '../../grafana/alerting/rule-condition.ts'
import { durationText } from '../compared-grafana.ts'
import type { ComparedAlert } from '../compared-release.ts'
import { type Fact, type FactKind, facts } from '../fact.ts'
import { settingFact, textFacts } from './setting-facts.ts'

/** The title of the panel on which a rule is shown, as `dashboard/panel`; undefined where there is none. */
export type ShownOn = (alert: ComparedAlert) => string | undefined

type Setting = readonly [name: string, from: unknown, to: unknown, kind: FactKind]

/** What changes in an alert, its query left aside, in Grafana's words. */
export function alertFacts(
  before: ComparedAlert,
  after: ComparedAlert,
  shownOn: { readonly before: ShownOn; readonly after: ShownOn },
): Fact[] {
  const [old, now] = [before.rule, after.rule]
  const settings: readonly Setting[] = [
    ['title', old.title, now.title, 'title'],
    ['uid', old.uid, now.uid, 'setting'],
    ['condition', conditionText(before), conditionText(after), 'condition'],
    ['reducer', reducerOf(before), reducerOf(after), 'condition'],
    ['time range', lookbackOf(before), lookbackOf(after), 'condition'],
    ['evaluation interval', before.every, after.every, 'evaluation'],
    ['pending period', pendingOf(before), pendingOf(after), 'evaluation'],
    ['keeps firing for', old.keepFiringFor, now.keepFiringFor, 'evaluation'],
    [
      'evaluations until a missing series is over',
      old.missingSeriesEvalsToResolve,
      now.missingSeriesEvalsToResolve,
      'evaluation',
    ],
    ['state without data', old.noDataState, now.noDataState, 'evaluation'],
    ['state on an error', old.execErrState, now.execErrState, 'evaluation'],
    ['contact point', old.notification_settings.receiver, now.notification_settings.receiver, 'delivery'],
    ...groupingOf(old, now),
    ['folder', before.folder, after.folder, 'place'],
    ['paused', old.isPaused ?? false, now.isPaused ?? false, 'evaluation'],
    ['panel', shownOn.before(before), shownOn.after(after), 'link'],
  ]
  return [
    ...settings.flatMap(([name, from, to, kind]) =>
      from === to ? [] : facts(kind, [settingFact(name, from, to)]),
    ),
    ...facts('label', recordFacts('label', old.labels, now.labels)),
    ...facts('text', annotationFacts(old.annotations, now.annotations)),
  ]
}

const conditionText = ({ rule }: ComparedAlert): string => ruleCondition(rule).words

const reducerOf = ({ rule }: ComparedAlert): unknown =>
  rule.data.flatMap(({ model }) => (model.type === 'reduce' ? [model.reducer] : [])).join(', ')

const lookbackOf = ({ rule }: ComparedAlert): string =>
  durationText(rule.data[0]?.relativeTimeRange.from ?? 0)

function groupingOf(
  { notification_settings: old }: RuleJson,
  { notification_settings: now }: RuleJson,
): Setting[] {
  return [
    ['group by', old.group_by?.join(', '), now.group_by?.join(', '), 'delivery'],
    ['group wait', old.group_wait, now.group_wait, 'delivery'],
    ['group interval', old.group_interval, now.group_interval, 'delivery'],
    ['repeat interval', old.repeat_interval, now.repeat_interval, 'delivery'],
    ['mute timings', old.mute_time_intervals?.join(', '), now.mute_time_intervals?.join(', '), 'delivery'],
    [
      'active timings',
      old.active_time_intervals?.join(', '),
      now.active_time_intervals?.join(', '),
      'delivery',
    ],
  ]
}

/** Grafana writes `5m0s` for what a release calls `5m`. */
const pendingOf = ({ rule }: ComparedAlert): string => rule.for.replace(/(?<=[hm])0[ms]/g, '')

type Texts = Readonly<Record<string, string>>

function recordFacts(kind: string, before: Texts, after: Texts): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .map((name) => settingFact(`${kind} ${name}`, before[name], after[name]))
}

/** Annotations are sentences; those with underscores only tell Grafana which panel to show. */
function annotationFacts(before: Texts, after: Texts): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !name.startsWith('__'))
    .flatMap((name) => textFacts(name, before[name], after[name]))
}
