import type { DiffReport } from '../diff-report.ts'
import { thingLine } from './dashboard-section.ts'
import { item, type Section, section } from './section.ts'

/** What changes in the alerts and contact points. */
export function alertSection({ alerts }: DiffReport): Section {
  return section(
    'Alerts',
    alerts.map((alert) => item(thingLine(alert), [], [{ of: [{ code: alert.name }], lines: alert.lines }])),
  )
}
