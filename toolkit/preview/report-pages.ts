import type { Report } from '../define/reports/report.ts'
import type { Release } from '../release/release.ts'
import { recipientsOf } from '../reports/recipients.ts'
import { asReader, renderReport, requireReport } from '../reports/render-report.ts'
import { reportFormats } from '../reports/report-formats.ts'
import type { ReportInfo } from './api.ts'
import type { PreviewDatabase } from './preview-database.ts'

/** Who can be chosen; more would not be looked through. */
const mostRecipients = 1000

const timeout = 30_000

/** What the preview may ask about reports. */
export interface ReportQuestions {
  readonly count: number
  /** The reports, and who gets them. */
  list(database: PreviewDatabase): Promise<ReportInfo[]>
  /** The report of a user and a period as its mail looks. */
  page(database: PreviewDatabase, name: string, asked: AskedReport): Promise<string>
}

/** Whose report, and of when; the first recipient and the latest period unless said. */
export interface AskedReport {
  readonly user: string | undefined
  readonly day: string | undefined
  readonly now: Date
}

/** What the preview may ask about the reports of a release. */
export const reportQuestions = (release: Release): ReportQuestions => ({
  count: release.reports.length,
  list: (database) => Promise.all(release.reports.map((report) => infoOf(database, release, report))),
  page: async (database, name, asked) => {
    const report = requireReport(release, name)
    const { content } = await database.use((client) =>
      renderReport(client, release, report, { ...asked, timeout }),
    )
    return reportFormats.html(content)
  },
})

async function infoOf(database: PreviewDatabase, release: Release, report: Report): Promise<ReportInfo> {
  const { name, title, description, schedule, timeZone } = report
  const recipients = await database.use((client) =>
    asReader(client, release, timeout, () => recipientsOf(client, report)),
  )
  return {
    name,
    title,
    description,
    every: schedule.every,
    when: `${'on' in schedule ? `${schedule.on} ` : ''}${schedule.at} ${timeZone}`,
    recipients: recipients.slice(0, mostRecipients).map(({ user, email }) => ({ user, email })),
  }
}
