import { rememberSite } from '../../foundation/definition-site.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { MessageTemplate } from './message-template.ts'

/** The name of an environment variable that holds a secret; the secret itself never stands in a definition. */
export interface Secret {
  readonly environment: string
}

/** Refers to a secret by the environment variable that Grafana reads it from. */
export function secret(environment: Uppercase<string>): Secret {
  if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/.test(environment)) return { environment }
  throw new SightlineError({
    code: 'invalid-secret-name',
    what: 'A secret is named by its environment variable alone.',
    value: environment,
    next: "Write the bare name, without `$` and with an underscore, so that no key is taken for it: secret('SLACK_TOKEN').",
  })
}

export type Setting = string | boolean | Secret | MessageTemplate

/** One way in which a contact point reaches somebody. */
export interface Integration {
  readonly type: 'slack' | 'email' | 'pagerduty' | 'webhook'
  readonly settings: Readonly<Record<string, Setting>>
  readonly sendResolved: boolean
}

/** Who is told about an alert. */
export interface ContactPoint {
  readonly kind: 'contact point'
  readonly name: string
  readonly description: string
  readonly integrations: readonly Integration[]
}

/**
 * Defines whom an alert tells; rules refer to it as a value, so a wrong name does not compile.
 *
 * @example contactPoint('on-call', { description: 'Whoever is on call.', integrations: [slack({ channel: '#alerts', token: secret('SLACK_TOKEN') })] })
 */
export function contactPoint(
  name: string,
  options: { readonly description: string; readonly integrations: readonly [Integration, ...Integration[]] },
): ContactPoint {
  return rememberSite({ kind: 'contact point', name, ...options }, contactPoint)
}

interface Resolving {
  /** Whether it also tells when the alert is over; true unless said otherwise. */
  readonly sendResolved?: boolean
}

/** The settings that are given; Grafana takes its own text for the others. */
function given(settings: Readonly<Record<string, MessageTemplate | undefined>>): Record<string, Setting> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** A Slack channel, reached by a bot token or by an incoming webhook. */
export function slack(options: SlackOptions): Integration {
  const { channel, sendResolved = true, title, text } = options
  const access = 'token' in options ? { token: options.token } : { url: options.url }
  return {
    type: 'slack',
    settings: { recipient: channel, ...access, ...given({ title, text }) },
    sendResolved,
  }
}

export type SlackOptions = Resolving & {
  readonly channel: `#${string}`
  readonly title?: MessageTemplate
  readonly text?: MessageTemplate
} & ({ readonly token: Secret } | { readonly url: Secret })

/** One or more addresses, or a secret that holds them with `;` between; one mail goes to all of them. */
export function email(options: EmailOptions): Integration {
  const { to, sendResolved = true, subject, message } = options
  const addresses = 'environment' in to ? to : to.join(';')
  const settings = { addresses, singleEmail: true, ...given({ subject, message }) }
  return { type: 'email', settings, sendResolved }
}

export interface EmailOptions extends Resolving {
  readonly to: readonly [string, ...string[]] | Secret
  readonly subject?: MessageTemplate
  readonly message?: MessageTemplate
}

/** A PagerDuty service, by its integration key. */
export function pagerduty(options: PagerdutyOptions): Integration {
  const { integrationKey, severity = 'critical', sendResolved = true, component } = options
  const settings = { integrationKey, severity, ...(component === undefined ? {} : { component }) }
  return { type: 'pagerduty', settings, sendResolved }
}

export interface PagerdutyOptions extends Resolving {
  readonly integrationKey: Secret
  readonly severity?: 'critical' | 'error' | 'warning' | 'info'
  readonly component?: string
}

/** An HTTP endpoint that gets the alert as JSON. */
export function webhook(options: Resolving & { readonly url: string | Secret }): Integration {
  return {
    type: 'webhook',
    settings: { url: options.url, httpMethod: 'POST' },
    sendResolved: options.sendResolved ?? true,
  }
}

/** The message templates that a contact point uses. */
export function templatesOf({ integrations }: ContactPoint): MessageTemplate[] {
  const settings = integrations.flatMap((integration) => Object.values(integration.settings))
  return settings.flatMap((value) => (typeof value === 'object' && 'kind' in value ? [value] : []))
}
