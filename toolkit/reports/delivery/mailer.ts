import type { Transporter } from 'nodemailer'
import { optionalPackage } from '../../foundation/optional-package.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { type UnsubscribeSettings, unsubscribeSettings } from './unsubscribe-link.ts'

/** Where mails go, and whom they are from: both from the environment. */
export interface MailSettings {
  /** The address of the server: `smtps://user:password@mail.example.com`. */
  readonly url: string
  /** The sender: `Analytics <reports@example.com>`. */
  readonly from: string
  /** The most mails of a minute. */
  readonly perMinute: number
  /** How mails get a link that ends them. */
  readonly unsubscribing: UnsubscribeSettings | undefined
}

/**
 * The settings of SMTP_URL, REPORTS_FROM and REPORTS_PER_MINUTE.
 *
 * @throws SightlineError where one is missing or wrong; never with the address, which holds a password
 */
export function mailSettings(env: Readonly<Record<string, string | undefined>>): MailSettings {
  const { SMTP_URL = '', REPORTS_FROM = '', REPORTS_PER_MINUTE = '600' } = env
  if (!/^smtps?:\/\/./.test(SMTP_URL) || !URL.canParse(SMTP_URL))
    throw missing(
      'SMTP_URL',
      'the address of the mail server, such as smtps://user:password@mail.example.com',
    )
  if (!REPORTS_FROM.includes('@'))
    throw missing('REPORTS_FROM', 'the sender, such as "Analytics <reports@example.com>"')
  const perMinute = Number(REPORTS_PER_MINUTE)
  if (!(Number.isInteger(perMinute) && perMinute > 0))
    throw missing('REPORTS_PER_MINUTE', 'how many mails may go out in a minute')
  return { url: SMTP_URL, from: REPORTS_FROM, perMinute, unsubscribing: unsubscribeSettings(env) }
}

const missing = (name: string, meaning: string) =>
  new SightlineError({
    code: 'mail-not-configured',
    what: `Reports are sent by mail, and the environment variable ${name} does not say how.`,
    value: name,
    next: `Set ${name} to ${meaning}.`,
  })

/** Milliseconds after which a mail server that says nothing is given up: while it is reached, before and after it greets. */
export interface Patience {
  readonly connectionTimeout: number
  readonly greetingTimeout: number
  readonly socketTimeout: number
}

const usualPatience: Patience = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}

/** A connection to the mail server that gives up on one that hangs, and keeps to the most mails of a minute. */
export async function openMailer(
  { url, perMinute }: Pick<MailSettings, 'url' | 'perMinute'>,
  patience = usualPatience,
): Promise<Transporter> {
  const { createTransport } = await optionalPackage(
    'nodemailer',
    'Sending reports',
    () => import('nodemailer'),
  )
  return createTransport({
    url,
    pool: true,
    // A second connection would send one mail more than the minute may have.
    maxConnections: 1,
    rateDelta: 60_000,
    rateLimit: perMinute,
    ...patience,
  })
}
