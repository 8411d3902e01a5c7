import { groupRules, type RuleGroup } from '../grafana/alerting/rule-groups.ts'
import { panelPlaces } from '../grafana/panel-places.ts'
import type { Release } from './release.ts'

/** The alert rules of a release as Grafana reads them, in groups by how often they run. */
export function alertRuleGroups({ project, alerts, dashboards }: Release): RuleGroup[] {
  return groupRules(project, alerts, panelPlaces(dashboards))
}
