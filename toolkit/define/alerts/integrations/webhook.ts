import type { Secret } from '../secret.ts'
import { type HttpConfig, httpConfig, type TlsConfig } from './http-config.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

/** How a webhook says who sends it: by a name and a password, by a header `Authorization`, or not at all. */
export type HttpAuthorization =
  | (BasicAuth & NoneOf<OwnHeader>)
  | (OwnHeader & NoneOf<BasicAuth>)
  | NoneOf<BasicAuth & OwnHeader>

type BasicAuth = { readonly basicAuthUser: string; readonly basicAuthPassword: Secret }
type OwnHeader = { readonly authorizationScheme?: string; readonly authorizationCredentials: Secret }
type NoneOf<T> = { readonly [K in keyof T]?: never }

export type WebhookOptions = Resolving & {
  readonly url: string | Secret
  readonly httpMethod?: 'POST' | 'PUT'
  /** Headers that are sent along; one may be a secret. */
  readonly headers?: Readonly<Record<string, string | Secret>>
  readonly maxAlerts?: number
  readonly title?: MessageText
  readonly message?: MessageText
  /** What is sent instead of Grafana's own JSON. */
  readonly payload?: {
    readonly template: MessageText
    readonly vars?: Readonly<Record<string, string>>
  }
  /** Signs what is sent. */
  readonly hmacConfig?: {
    readonly secret: Secret
    readonly header?: string
    readonly timestampHeader?: string
  }
  readonly tlsConfig?: TlsConfig
  readonly httpConfig?: HttpConfig
} & HttpAuthorization

/** An HTTP endpoint that gets the alert as JSON. */
export function webhook(options: WebhookOptions): Integration {
  const { url, httpMethod = 'POST', httpConfig: http, ...rest } = options
  return integration(
    'webhook',
    { url, httpMethod, ...rest, ...(http && { httpConfig: httpConfig(http) }) },
    { ...authorizationNames, httpConfig: 'http_config' },
  )
}

/** How Grafana calls the parts of an authorization. */
export const authorizationNames = {
  basicAuthUser: 'username',
  basicAuthPassword: 'password',
  authorizationScheme: 'authorization_scheme',
  authorizationCredentials: 'authorization_credentials',
}
