import type { Project } from '../../define/project.ts'
import type { AlertRule } from '../alerting/alert-rule.ts'
import { buildRule, type PanelNumber } from '../alerting/build-rule.ts'
import { durationSeconds } from '../alerting/durations.ts'
import { literalText } from './dollar.ts'

/** Rules in groups by how often they run, in the form of Grafana's file provisioning. */
export function ruleGroups(project: Project, rules: readonly AlertRule[], panelNumber: PanelNumber): object {
  const intervals = [...new Set(rules.map(({ every }) => every))]
  intervals.sort((a, b) => durationSeconds(a) - durationSeconds(b))
  return {
    apiVersion: 1,
    groups: intervals.map((interval) => ({
      orgId: 1,
      name: literalText(`${project.name} every ${interval}`),
      folder: literalText(project.folder.title),
      interval,
      rules: rules
        .filter(({ every }) => every === interval)
        .map((rule) => {
          const built = buildRule(rule, project.dataSource, panelNumber)
          return {
            ...built,
            title: literalText(built.title),
            labels: mapText(built.labels),
            notification_settings: { receiver: literalText(built.notification_settings.receiver) },
          }
        }),
    })),
  }
}

/** Grafana replaces variables in labels, but neither in annotations nor in query models. */
function mapText(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, literalText(text)]))
}
