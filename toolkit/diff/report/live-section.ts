import type { DiffReport } from '../diff-report.ts'
import { thingLine } from './dashboard-section.ts'
import { item, type Section, section } from './section.ts'

/** What changes in events, live figures and caches. */
export const liveSection = ({ live }: DiffReport): Section =>
  section(
    'Events and caches',
    live.map((change) => item(thingLine(change))),
  )
