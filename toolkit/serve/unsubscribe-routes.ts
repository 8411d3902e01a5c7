import type { FastifyInstance, FastifyReply } from 'fastify'
import type { PreviewDatabase } from '../preview/preview-database.ts'
import { RequestRefused } from '../realtime/server/request-refused.ts'
import type { Release } from '../release/release.ts'
import { isSigned, type Subscription } from '../reports/delivery/unsubscribe-link.ts'
import { isUnsubscribed, subscribe, unsubscribe } from '../reports/delivery/unsubscribes.ts'
import { type AddressQuery, readQuery } from './read-query.ts'
import { type UnsubscribePage, unsubscribePage } from './unsubscribe-page.ts'

/**
 * A page that asks whether mails are to end, and what ends them: one click in a mail program (RFC 8058), or the button
 * of the page. Looking at the page changes nothing, since programs look at links before people do.
 */
export function addUnsubscribeRoutes(
  app: FastifyInstance,
  database: PreviewDatabase,
  release: Release,
  secret: string,
): void {
  const titleOf = (name: string) => release.reports.find((report) => report.name === name)?.title ?? name
  app.get('/unsubscribe', async ({ url }, reply) => {
    const subscription = requireSigned(release, secret, readQuery(url))
    const isDone = await database.use((client) => isUnsubscribed(client, subscription))
    return send(reply, isDone ? ended(titleOf(subscription.report)) : asks(titleOf(subscription.report)))
  })
  app.post('/unsubscribe', async ({ url, body }, reply) => {
    const subscription = requireSigned(release, secret, readQuery(url))
    const action = new URLSearchParams(Buffer.isBuffer(body) ? body.toString() : '').get('action')
    const title = titleOf(subscription.report)
    if (action === 'subscribe') {
      await database.use((client) => subscribe(client, subscription))
      return send(reply, { ...asks(title), title: `You get ${title} again` })
    }
    await database.use((client) => unsubscribe(client, subscription))
    return send(reply, ended(title))
  })
}

function requireSigned(
  { project }: Release,
  secret: string,
  { report, user, key }: AddressQuery,
): Subscription {
  const subscription = { project: project.name, report: report ?? '', user: user ?? '' }
  if (isSigned(secret, subscription, key ?? '')) return subscription
  throw new RequestRefused(403, 'this link is not whole: copy all of it from the mail')
}

const asks = (title: string): UnsubscribePage => ({
  title: `End ${title}?`,
  says: 'You will get no more of these mails.',
  button: { text: 'Unsubscribe', action: 'unsubscribe' },
})

const ended = (title: string): UnsubscribePage => ({
  title: `You get no more of ${title}`,
  says: 'It is done. Nothing else changes.',
  button: { text: 'Subscribe again', action: 'subscribe' },
})

const send = (reply: FastifyReply, page: UnsubscribePage): FastifyReply =>
  reply
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(unsubscribePage(page))
