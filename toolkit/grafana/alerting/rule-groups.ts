import type { AlertRule } from '../../define/alerts/alert-rule.ts'
import type { Folder } from '../../define/folder.ts'
import type { Project } from '../../define/project.ts'
import { type AlertDuration, durationSeconds } from '../../foundation/durations.ts'
import type { PanelPlaces } from '../panel-places.ts'
import { buildRule, type RuleJson } from './build-rule.ts'

/** Rules that Grafana evaluates together, at one interval. */
export interface RuleGroup {
  readonly name: string
  /** The folder of its rules; the project's own where there is none. */
  readonly folder: Folder | undefined
  readonly interval: AlertDuration
  readonly rules: readonly RuleJson[]
}

/** How the names of a project's groups begin. */
export const groupPrefix = ({ name }: Pick<Project, 'name'>): string => `${name} every `

/** Rules in groups by how often they run, the most frequent first. */
export function groupRules(project: Project, rules: readonly AlertRule[], placeOf: PanelPlaces): RuleGroup[] {
  const intervals = [...new Set(rules.map(({ every }) => every))]
  intervals.sort((a, b) => durationSeconds(a) - durationSeconds(b))
  const folders = new Map(rules.map(({ folder }) => [folder?.uid, folder]))
  return [...folders].flatMap(([uid, folder]) =>
    intervals.flatMap((interval): RuleGroup[] => {
      const own = rules.filter((rule) => rule.every === interval && rule.folder?.uid === uid)
      if (own.length === 0) return []
      const built = own.map((rule) => buildRule(rule, project, placeOf))
      return [{ name: `${groupPrefix(project)}${interval}`, folder, interval, rules: built }]
    }),
  )
}
