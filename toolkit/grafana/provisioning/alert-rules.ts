import type { AlertRule } from '../../define/alerts/alert-rule.ts'
import type { Project } from '../../define/project.ts'
import type { RuleJson } from '../alerting/build-rule.ts'
import { groupRules } from '../alerting/rule-groups.ts'
import { flatTitle } from '../folders.ts'
import type { PanelPlaces } from '../panel-places.ts'
import { literalText } from './dollar.ts'

/** Rules in groups by how often they run, in the form of Grafana's file provisioning. */
export function ruleGroups(project: Project, rules: readonly AlertRule[], placeOf: PanelPlaces): object {
  return {
    apiVersion: 1,
    groups: groupRules(project, rules, placeOf).map((group) => ({
      orgId: 1,
      name: literalText(group.name),
      folder: literalText(asOneFolder(flatTitle(project, group.folder))),
      interval: group.interval,
      rules: group.rules.map(({ missingSeriesEvalsToResolve: missing, ...rule }) => ({
        ...rule,
        ...(missing !== undefined && { missing_series_evals_to_resolve: missing }),
        title: literalText(rule.title),
        labels: mapText(rule.labels),
        notification_settings: literalSettings(rule.notification_settings),
      })),
    })),
  }
}

/** In a rule's folder, and only there, a slash separates the folders of a path. */
const asOneFolder = (title: string): string => title.replaceAll('/', '\\/')

function literalSettings({
  receiver,
  group_by,
  mute_time_intervals: mute,
  active_time_intervals: active,
  ...times
}: RuleJson['notification_settings']): object {
  return {
    receiver: literalText(receiver),
    ...(group_by && { group_by: group_by.map(literalText) }),
    ...(mute && { mute_time_intervals: mute.map(literalText) }),
    ...(active && { active_time_intervals: active.map(literalText) }),
    ...times,
  }
}

/** Grafana replaces variables in labels, but neither in annotations nor in query models. */
function mapText(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, literalText(text)]))
}
