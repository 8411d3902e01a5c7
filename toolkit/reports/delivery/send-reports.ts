import type { Transporter } from 'nodemailer'
import type { ClientBase } from 'pg'
import type { Report } from '../../define/reports/report.ts'
import { hasCode } from '../../foundation/has-code.ts'
import type { Release } from '../../release/release.ts'
import { type Period, periodOf } from '../period.ts'
import { type Recipient, recipientOf, recipientsOf } from '../recipients.ts'
import { asReader, contentFor } from '../render-report.ts'
import { failedSections, isEmpty } from '../report-content.ts'
import { mailOf } from './mail.ts'
import { isMailAddress } from './mail-address.ts'
import {
  claimDelivery,
  type Delivery,
  noteDeliveries,
  type Outcome,
  renewLease,
  settleDelivery,
} from './outbox.ts'
import { type UnsubscribeSettings, unsubscribeLink } from './unsubscribe-link.ts'
import { isUnsubscribed, unsubscribedUsers } from './unsubscribes.ts'

export interface SendOptions {
  readonly release: Release
  readonly report: Report
  readonly mailer: Transporter
  readonly from: string
  /** How mails get a link that ends them; undefined where they have none. */
  readonly unsubscribing: UnsubscribeSettings | undefined
  readonly now: Date
  /** Only to this user. */
  readonly user: string | undefined
  /** A day of the period; the latest finished one unless given. */
  readonly day: string | undefined
  /** Whether a mail waits for the hour of its schedule. */
  readonly whenDue: boolean
  readonly timeout: number
  readonly onDelivery: (delivery: SentDelivery) => void
}

/** How one mail fared. */
export interface SentDelivery {
  readonly report: string
  readonly user: string
  readonly period: string
  readonly outcome: Outcome['state']
  readonly error: string | undefined
  /** Sections that were not worked out; the mail names them. */
  readonly failed: readonly string[]
}

/** Notes who is to get a report, and sends what is due: each mail is claimed first, so that several may do this at once. */
export async function sendReports(client: ClientBase, options: SendOptions): Promise<SentDelivery[]> {
  const { release, report, now, user, day, whenDue, timeout } = options
  const project = release.project.name
  const all = await asReader(client, release, timeout, () =>
    dueMails(client, report, { now, user, day, whenDue }),
  )
  const ended = await unsubscribedUsers(client, project, report.name)
  const due = all.filter(({ recipient }) => !ended.has(recipient.user))
  await noteDeliveries(client, project, report, due)
  const known = new Map(due.map((one) => [mailKey(one.recipient.user, one.period.name), one]))
  const sent: SentDelivery[] = []
  for (;;) {
    const delivery = await claimDelivery(client, project, report.name, user)
    if (!delivery) return sent
    const mail = known.get(mailKey(delivery.user, delivery.period))
    const attempted = await attempt(client, delivery, mail, options)
    if (!attempted) continue
    const { outcome, failed, isOfServer } = attempted
    await settleDelivery(client, delivery, outcome)
    const error = 'error' in outcome ? outcome.error : undefined
    const done = {
      report: report.name,
      user: delivery.user,
      period: delivery.period,
      outcome: outcome.state,
      error,
      failed,
    }
    sent.push(done)
    options.onDelivery(done)
    if (isOfServer) return sent
  }
}

const mailKey = (user: string, period: string): string => `${period} ${user}`

interface DueMail {
  readonly recipient: Recipient
  readonly period: Period
}

interface Wanted extends Pick<SendOptions, 'now' | 'user' | 'day' | 'whenDue'> {}

async function dueMails(
  client: ClientBase,
  report: Report,
  { now, user, day, whenDue }: Wanted,
): Promise<DueMail[]> {
  const recipients =
    user === undefined ? await recipientsOf(client, report) : [await recipientOf(client, report, user)]
  const periods = new Map<string, Period>()
  const due: DueMail[] = []
  for (const recipient of recipients) {
    const { timeZone } = recipient
    const period =
      periods.get(timeZone) ??
      (await periodOf(client, report, { timeZone, now, ...(day === undefined ? {} : { day }) }))
    periods.set(timeZone, period)
    if (!whenDue || period.due <= now) due.push({ recipient, period })
  }
  return due
}

interface Attempt {
  readonly outcome: Outcome
  readonly failed: readonly string[]
  /** Whether the next mail would fare the same. */
  readonly isOfServer: boolean
}

/** Attempts after which a mail is given up. */
const mostAttempts = 8

/** One mail: its trouble is its own, and the others go out; undefined where another has taken it meanwhile. */
async function attempt(
  client: ClientBase,
  delivery: Delivery,
  known: DueMail | undefined,
  options: SendOptions,
): Promise<Attempt | undefined> {
  const { release, report, mailer, from, timeout } = options
  const subscription = { project: release.project.name, report: report.name, user: delivery.user }
  const skipped: Attempt = { outcome: { state: 'skipped' }, failed: [], isOfServer: false }
  try {
    if (await isUnsubscribed(client, subscription)) return skipped
    const { recipient, content } = await asReader(client, release, timeout, async () => {
      const { recipient, period } = known ?? (await mailOfDelivery(client, delivery, options))
      return { recipient, content: await contentFor(client, release, report, recipient, period) }
    })
    if (report.skipIfEmpty && isEmpty(content)) return skipped
    if (!isMailAddress(recipient.email)) return refused(`this is not one mail address: "${recipient.email}"`)
    const link = options.unsubscribing && unsubscribeLink(options.unsubscribing, subscription)
    const mail = await mailOf(content, link)
    if (!(await renewLease(client, delivery))) return undefined
    await mailer.sendMail({ ...mail, from, to: recipient.email, messageId: delivery.messageId })
    return { outcome: { state: 'sent' }, failed: failedSections(content), isOfServer: false }
  } catch (error) {
    return { outcome: refusal(error, delivery), failed: [], isOfServer: isOfServer(error) }
  }
}

const refused = (error: string): Attempt => ({
  outcome: { state: 'refused', error },
  failed: [],
  isOfServer: false,
})

/** A mail of a period before, or of whom the report does not go to any more. */
async function mailOfDelivery(
  client: ClientBase,
  { user, period: day }: Delivery,
  { report, now }: SendOptions,
): Promise<DueMail> {
  const recipient = await recipientOf(client, report, user)
  return { recipient, period: await periodOf(client, report, { timeZone: recipient.timeZone, now, day }) }
}

/** A server that refuses this mail for ever is believed; all else is tried again, later each time. */
function refusal(error: unknown, { attempts }: Delivery): Outcome {
  const message = error instanceof Error ? error.message : String(error)
  const isFinal = isOfThisMail(error) || attempts >= mostAttempts
  if (isFinal) return { state: 'refused', error: message }
  return { state: 'waiting', error: message, retrySeconds: Math.min(30 * 2 ** attempts, 3600) }
}

/** An address or a message that the server does not take, as it says with a code of 500 and more. */
function isOfThisMail(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return false
  return Number(error.responseCode) >= 500 && (hasCode(error, 'EENVELOPE') || hasCode(error, 'EMESSAGE'))
}

/** A server that cannot be reached, or lets nobody in, would refuse the next mail too. */
const isOfServer = (error: unknown): boolean =>
  ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'EAUTH', 'ETLS'].some((code) => hasCode(error, code))
