import { createHmac, timingSafeEqual } from 'node:crypto'
import { SightlineError } from '../../foundation/sightline-error.ts'

/** Whose mails of which report a link ends. */
export interface Subscription {
  readonly project: string
  readonly report: string
  readonly user: string
}

/** Where links lead, and what they are signed with: both from the environment. */
export interface UnsubscribeSettings {
  /** The address of the server: `https://reports.example.com`. */
  readonly baseUrl: string
  readonly secret: string
}

const shortest = 16

/**
 * The settings of REPORTS_URL and REPORTS_SECRET; undefined where neither is set, and mails have no such link.
 *
 * @throws SightlineError where one is missing or wrong, and never with the secret
 */
export function unsubscribeSettings(
  env: Readonly<Record<string, string | undefined>>,
): UnsubscribeSettings | undefined {
  const { REPORTS_URL: baseUrl, REPORTS_SECRET: secret } = env
  if (baseUrl === undefined && secret === undefined) return undefined
  if (baseUrl === undefined || !/^https?:\/\/./.test(baseUrl) || !URL.canParse(baseUrl))
    throw missing('REPORTS_URL', 'the address of `sightline serve`, such as https://reports.example.com')
  return { baseUrl: baseUrl.replace(/\/+$/, ''), secret: requireSecret(secret) }
}

/**
 * What links are signed with.
 *
 * @throws SightlineError where it is missing or easily guessed
 */
export function requireSecret(secret: string | undefined): string {
  if (secret !== undefined && secret.length >= shortest) return secret
  throw missing(
    'REPORTS_SECRET',
    `${shortest} random characters or more, the same for the sender and the server`,
  )
}

const missing = (name: string, meaning: string) =>
  new SightlineError({
    code: 'mail-not-configured',
    what: `Mails have a link to unsubscribe, and the environment variable ${name} does not say how.`,
    value: name,
    next: `Set ${name} to ${meaning}.`,
  })

/** The address that ends the mails of a report to one user. */
export function unsubscribeLink(
  { baseUrl, secret }: UnsubscribeSettings,
  subscription: Subscription,
): string {
  const { report, user } = subscription
  const query = new URLSearchParams({ report, user, key: signature(secret, subscription) })
  return `${baseUrl}/unsubscribe?${query}`
}

/** Whether a link is one of ours; every character is compared, in the same time. */
export function isSigned(secret: string, subscription: Subscription, key: string): boolean {
  const [own, given] = [Buffer.from(signature(secret, subscription)), Buffer.from(key)]
  return own.length === given.length && timingSafeEqual(own, given)
}

const signature = (secret: string, { project, report, user }: Subscription): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([project, report, user]))
    .digest('base64url')
