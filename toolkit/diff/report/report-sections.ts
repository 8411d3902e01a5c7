import type { DiffReport } from '../diff-report.ts'
import { alertSection } from './alert-section.ts'
import { brokenSection } from './broken-section.ts'
import { dashboardSection } from './dashboard-section.ts'
import { words } from './line.ts'
import { liveSection } from './live-section.ts'
import { numberSection } from './number-section.ts'
import { item, type Section, section } from './section.ts'
import { sqlSection } from './sql-section.ts'
import { viewSection } from './view-section.ts'

/** The parts of a report, the worst first; empty ones are left out. */
export function reportSections(report: DiffReport): Section[] {
  const notes = report.notes.map((note) => item(words(note)))
  const sections = [
    brokenSection(report),
    numberSection(report),
    viewSection(report),
    sqlSection(report),
    dashboardSection(report),
    alertSection(report),
    liveSection(report),
    section('Not compared', notes),
  ]
  return sections.filter(({ rows, items }) => rows.length + items.length > 0)
}
