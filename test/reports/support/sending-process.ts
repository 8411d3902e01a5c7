import { buildRelease, openMailer, requireReport, sendReports, withConnection } from 'sightline/engine'
import { dailyReport, shopProject } from '../reported-project.ts'

/** Sends the daily report to everybody who has not had it, as a worker does, until it is done or killed. */
const [url = '', smtp = '', readerRole = '', now = ''] = process.argv.slice(2)
const release = buildRelease(shopProject([dailyReport()], readerRole))
const mailer = await openMailer({ url: smtp, perMinute: 1_000_000 })
await withConnection(url, (client) =>
  sendReports(client, {
    release,
    report: requireReport(release, 'daily'),
    mailer,
    from: 'reports@example.com',
    unsubscribing: undefined,
    now: new Date(now),
    user: undefined,
    day: undefined,
    whenDue: true,
    timeout: 60_000,
    onDelivery: () => {},
  }),
)
mailer.close()
