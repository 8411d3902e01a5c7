import { withConnection } from '../../postgres/with-connection.ts'
import type { Release } from '../../release/release.ts'
import { type MailSettings, openMailer } from './mailer.ts'
import { type SentDelivery, sendReports } from './send-reports.ts'

export interface ReportWorkerOptions {
  readonly release: Release
  readonly settings: MailSettings
  /** Milliseconds between two looks at what is due. */
  readonly every: number
  /** Milliseconds that one query may take. */
  readonly timeout: number
  readonly onDelivery: (delivery: SentDelivery) => void
  /** Told of what is wrong and is tried again. */
  readonly onProblem: (message: string) => void
}

/** Sends every report when its hour has come, until it is stopped; what was due while nobody ran is sent once. */
export async function startReportWorker(
  url: string,
  { release, settings, every, timeout, onDelivery, onProblem }: ReportWorkerOptions,
): Promise<{ stop(): Promise<void> }> {
  const mailer = await openMailer(settings)
  let isStopped = false
  const look = async () => {
    for (const report of release.reports) {
      if (isStopped) return
      const { from, unsubscribing } = settings
      const sending = { release, report, mailer, from, unsubscribing, now: new Date(), timeout, onDelivery }
      await withConnection(url, (client) =>
        sendReports(client, { ...sending, user: undefined, day: undefined, whenDue: true }),
      ).catch((error: Error) => onProblem(error.message))
    }
  }
  let looking = look()
  const timer = setInterval(() => {
    looking = looking.then(look)
  }, every)
  const stop = async () => {
    isStopped = true
    clearInterval(timer)
    await looking
    mailer.close()
  }
  return { stop }
}
