import type { ReportPicture } from '../release/report-pictures.ts'
import type { DashboardChange } from './diff-report.ts'
import { facts } from './fact.ts'

/** Says of a dashboard that changes, or of its panels, which reports draw them. */
export const namingReports = (
  changes: readonly DashboardChange[],
  pictures: readonly ReportPicture[],
): DashboardChange[] =>
  changes.map((change) => {
    const drawing = pictures.filter(({ draws }) => draws.some((drawn) => isDrawn(drawn, change)))
    const names = [...new Set(drawing.map(({ name }) => name))]
    const told = names.map((name) => `drawn in the report ${name}`)
    return { ...change, facts: [...change.facts, ...facts('reader', told)] }
  })

const isDrawn = (drawn: string, { uid, change, parts }: DashboardChange): boolean =>
  drawn === uid ||
  (drawn.startsWith(`${uid}/`) &&
    (change === 'removed' || parts.some(({ name }) => drawn === `${uid}/${name}`)))
