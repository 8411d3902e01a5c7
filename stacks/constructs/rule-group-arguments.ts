import { durationSeconds, type RuleGroup, type RuleJson } from 'sightline/engine'
import type { Rule, RuleGroupArguments } from '../grafana/rule-group.ts'
import { canonicalJson } from './canonical-json.ts'

interface References {
  readonly folderUid: string
  /** The contact point of this name, as a reference to its resource. */
  contactPoint(name: string): string
  /** The mute timing of this name, likewise. */
  muteTiming(name: string): string
}

/** A group of rules as the provider takes it, with references to the resources that come before it. */
export function ruleGroupArguments(group: RuleGroup, references: References): RuleGroupArguments {
  return {
    name: group.name,
    folder_uid: references.folderUid,
    interval_seconds: durationSeconds(group.interval),
    rule: group.rules.map((rule) => ruleArguments(rule, references)),
  }
}

function ruleArguments(rule: RuleJson, references: References): Rule {
  return {
    uid: rule.uid,
    name: rule.title,
    condition: rule.condition,
    for: rule.for,
    ...(rule.keepFiringFor !== undefined && { keep_firing_for: rule.keepFiringFor }),
    ...(rule.missingSeriesEvalsToResolve !== undefined && {
      missing_series_evals_to_resolve: rule.missingSeriesEvalsToResolve,
    }),
    no_data_state: rule.noDataState,
    exec_err_state: rule.execErrState,
    is_paused: rule.isPaused,
    annotations: rule.annotations,
    labels: rule.labels,
    data: rule.data.map(({ refId, datasourceUid, relativeTimeRange, model }) => ({
      ref_id: refId,
      datasource_uid: datasourceUid,
      relative_time_range: [{ from: relativeTimeRange.from, to: relativeTimeRange.to }],
      model: canonicalJson(model),
    })),
    notification_settings: [settings(rule.notification_settings, references)],
  }
}

function settings(
  {
    receiver,
    group_by,
    mute_time_intervals: mute,
    active_time_intervals: active,
    ...times
  }: RuleJson['notification_settings'],
  { contactPoint, muteTiming }: References,
): Rule['notification_settings'][0] {
  return {
    contact_point: contactPoint(receiver),
    ...(group_by && { group_by }),
    ...(mute && { mute_timings: mute.map(muteTiming) }),
    ...(active && { active_timings: active.map(muteTiming) }),
    ...times,
  }
}
