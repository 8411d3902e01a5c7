import { ruleCondition } from '../../grafana/alerting/rule-condition.ts'
import { durationText } from '../compared-grafana.ts'
import type { ComparedAlert } from '../compared-release.ts'
import { settingFact, textFacts } from './setting-facts.ts'

/** The title of the panel on which a rule is shown, as `dashboard/panel`; undefined where there is none. */
export type ShownOn = (alert: ComparedAlert) => string | undefined

/** What changes in an alert, its query left aside, in Grafana's words. */
export function alertFacts(
  before: ComparedAlert,
  after: ComparedAlert,
  shownOn: { readonly before: ShownOn; readonly after: ShownOn },
): string[] {
  const [old, now] = [before.rule, after.rule]
  const settings: readonly (readonly [string, unknown, unknown])[] = [
    ['title', old.title, now.title],
    ['uid', old.uid, now.uid],
    ['condition', conditionText(before), conditionText(after)],
    ['reducer', reducerOf(before), reducerOf(after)],
    ['time range', lookbackOf(before), lookbackOf(after)],
    ['evaluation interval', before.every, after.every],
    ['pending period', pendingOf(before), pendingOf(after)],
    ['state without data', old.noDataState, now.noDataState],
    ['state on an error', old.execErrState, now.execErrState],
    ['contact point', old.notification_settings.receiver, now.notification_settings.receiver],
    ['folder', before.folder, after.folder],
    ['paused', old.isPaused ?? false, now.isPaused ?? false],
    ['panel', shownOn.before(before), shownOn.after(after)],
  ]
  return [
    ...settings.filter(([, from, to]) => from !== to).map(([name, from, to]) => settingFact(name, from, to)),
    ...recordFacts('label', old.labels, now.labels),
    ...annotationFacts(old.annotations, now.annotations),
  ]
}

const conditionText = ({ rule }: ComparedAlert): string => ruleCondition(rule).words

const reducerOf = ({ rule }: ComparedAlert): unknown =>
  rule.data.find(({ refId }) => refId === 'B')?.model.reducer

const lookbackOf = ({ rule }: ComparedAlert): string =>
  durationText(rule.data[0]?.relativeTimeRange.from ?? 0)

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
