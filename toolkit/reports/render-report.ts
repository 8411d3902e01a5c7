import type { ClientBase } from 'pg'
import type { Report } from '../define/reports/report.ts'
import { readAsReader } from '../exports/read-as-reader.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { beginWith } from '../postgres/session-settings.ts'
import type { Release } from '../release/release.ts'
import { buildReport } from './build-report.ts'
import { type Period, periodOf } from './period.ts'
import { type Recipient, recipientOf, recipientsOf } from './recipients.ts'
import type { ReportContent } from './report-content.ts'

export interface RenderOptions {
  /** The user whose report it is; the first recipient unless given. */
  readonly user: string | undefined
  /** A day of the period; the latest finished one unless given. */
  readonly day: string | undefined
  readonly now: Date
  readonly timeout: number
}

/** A report, whom it would go to, and of when it is. */
export interface RenderedReport {
  readonly content: ReportContent
  readonly recipient: Recipient
}

/**
 * The report of this name.
 *
 * @throws SightlineError where the project has none
 */
export function requireReport({ reports }: Release, name: string): Report {
  const found = reports.find((report) => report.name === name)
  if (found) return found
  const known = reports.map((report) => report.name)
  throw new SightlineError({
    code: 'unknown-report',
    what: 'The project has no report of this name.',
    value: name,
    next: known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Define one with `report`.',
  })
}

/** Works out the report of one user and one period as the readers of the project see the data. */
export async function renderReport(
  client: ClientBase,
  release: Release,
  report: Report,
  { user, day, now, timeout }: RenderOptions,
): Promise<RenderedReport> {
  return asReader(client, release, timeout, async () => {
    const recipient =
      user === undefined ? await firstRecipient(client, report) : await recipientOf(client, report, user)
    const period = await periodOf(client, report, {
      timeZone: recipient.timeZone,
      now,
      ...(day === undefined ? {} : { day }),
    })
    return { recipient, content: await contentFor(client, release, report, recipient, period) }
  })
}

/** Works out the report of a recipient, in a transaction of the caller. */
export const contentFor = (
  client: ClientBase,
  release: Release,
  report: Report,
  { user, timeZone }: Recipient,
  period: Period,
): Promise<ReportContent> =>
  buildReport(client, (uid) => dashboardOf(release, uid), report, { user, timeZone, period })

/** Runs something in a transaction that only reads, from one moment, with the rights of the readers. */
export async function asReader<T>(
  client: ClientBase,
  { project }: Release,
  timeout: number,
  work: () => Promise<T>,
): Promise<T> {
  try {
    await client.query(
      beginWith('isolation level repeatable read, read only', `set local statement_timeout = ${timeout}`),
    )
    return await readAsReader(client, project.readerRole, work)
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

async function firstRecipient(client: ClientBase, report: Report): Promise<Recipient> {
  const [first] = await recipientsOf(client, report)
  if (first) return first
  throw new SightlineError({
    code: 'unknown-user',
    what: `The report ${report.name} has no recipients.`,
    next: 'Look at what its query of recipients returns.',
  })
}

const dashboardOf = ({ project, dashboards }: Release, uid: string) =>
  dashboards.find(({ definition }) => definition.uid === project.uidPrefix + uid)
