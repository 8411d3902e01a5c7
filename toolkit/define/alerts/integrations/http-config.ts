import type { Secret } from '../secret.ts'
import { renamed, type Settings } from './integration.ts'

/** Certificates of a connection; each is the text of a PEM file. */
export type TlsConfig = {
  readonly insecureSkipVerify?: boolean
  readonly caCertificate?: Secret
  readonly clientCertificate?: Secret
  readonly clientKey?: Secret
}

/** How requests get a token by OAuth 2. */
export interface HttpConfig {
  readonly oauth2: {
    readonly clientId: string
    readonly clientSecret: Secret
    readonly tokenUrl: string
    readonly scopes?: readonly string[]
    readonly endpointParams?: Readonly<Record<string, string>>
    readonly tlsConfig?: TlsConfig
    readonly proxyConfig?: ProxyConfig
  }
}

export type ProxyConfig = {
  readonly proxyUrl?: string
  readonly noProxy?: string
  readonly proxyFromEnvironment?: boolean
  readonly proxyConnectHeader?: Readonly<Record<string, string>>
}

/** The same by Grafana's names. */
export function httpConfig({ oauth2: { proxyConfig, ...rest } }: HttpConfig): Settings {
  const proxy = proxyConfig && { proxyConfig: renamed(proxyConfig, names) }
  return { oauth2: renamed({ ...rest, ...proxy }, names) }
}

const names = {
  clientId: 'client_id',
  clientSecret: 'client_secret',
  tokenUrl: 'token_url',
  endpointParams: 'endpoint_params',
  tlsConfig: 'tls_config',
  proxyConfig: 'proxy_config',
  proxyUrl: 'proxy_url',
  noProxy: 'no_proxy',
  proxyFromEnvironment: 'proxy_from_environment',
  proxyConnectHeader: 'proxy_connect_header',
}
