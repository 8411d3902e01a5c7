import type { AlertRule } from '../../define/alerts/alert-rule.ts'
import type { Project } from '../../define/project.ts'
import { type AlertDuration, durationSeconds } from '../../foundation/durations.ts'
import { buildRule, type PanelNumber, type RuleJson } from './build-rule.ts'

/** Rules that Grafana evaluates together, at one interval. */
export interface RuleGroup {
  readonly name: string
  readonly interval: AlertDuration
  readonly rules: readonly RuleJson[]
}

/** How the names of a project's groups begin. */
export const groupPrefix = ({ name }: Pick<Project, 'name'>): string => `${name} every `

/** Rules in groups by how often they run, the most frequent first. */
export function groupRules(
  project: Project,
  rules: readonly AlertRule[],
  panelNumber: PanelNumber,
): RuleGroup[] {
  const intervals = [...new Set(rules.map(({ every }) => every))]
  intervals.sort((a, b) => durationSeconds(a) - durationSeconds(b))
  return intervals.map((interval) => ({
    name: `${groupPrefix(project)}${interval}`,
    interval,
    rules: rules
      .filter(({ every }) => every === interval)
      .map((rule) => buildRule(rule, project.dataSource, panelNumber)),
  }))
}
