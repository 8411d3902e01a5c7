import type { ErrorCode } from '../foundation/error-codes.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { GrafanaRequest } from './grafana-request.ts'
import { neededPermission } from './needed-permission.ts'

interface Failure {
  readonly code: ErrorCode
  readonly what: string
  readonly next: string
}

const network: Failure = {
  code: 'grafana-unreachable',
  what: 'Grafana cannot be reached.',
  next: 'Check the address, the network, the VPN and the firewall.',
}
const untrusted: Failure = {
  code: 'grafana-certificate-not-trusted',
  what: "Grafana's certificate is not trusted here.",
  next: 'Name the authority that signed it in the environment variable NODE_EXTRA_CA_CERTS.',
}
const noTls: Failure = {
  code: 'grafana-without-tls',
  what: 'Grafana does not speak TLS at this address.',
  next: 'Write http:// instead of https://, or use the port that speaks TLS.',
}

/** Why no answer came, by the code that the system, TLS or the HTTP client gives. */
const byCode: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: {
    code: 'grafana-refuses-connection',
    what: 'Nothing listens at the address of Grafana: the connection was refused.',
    next: 'Check the host and the port, and that Grafana is running.',
  },
  ENOTFOUND: {
    code: 'grafana-host-not-found',
    what: 'There is no host of this name.',
    next: 'Check the host in the address of Grafana.',
  },
  EAI_AGAIN: {
    code: 'grafana-lookup-failed',
    what: 'The name of the host cannot be looked up.',
    next: 'Check the host and the network.',
  },
  EHOSTUNREACH: network,
  ENETUNREACH: network,
  UND_ERR_CONNECT_TIMEOUT: network,
  ETIMEDOUT: network,
  ECONNRESET: {
    code: 'grafana-closes-connection',
    what: 'The connection to Grafana was closed before it answered.',
    next: 'Check that this is the port of a Grafana; a proxy in between may have closed it.',
  },
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  EPROTO: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
}

/** The error for a request that no answer came to. */
export function connectionFailure(request: GrafanaRequest, cause: unknown): SightlineError {
  const reason = codeOf(cause)
  const closed = { UND_ERR_SOCKET: 'ECONNRESET' }[reason] ?? reason
  const known: Failure | undefined = isTimeout(cause)
    ? {
        code: 'grafana-does-not-answer',
        what: 'Grafana does not answer in time.',
        next: 'Try again, and look at its log if that happens once more.',
      }
    : byCode[closed]
  const failure: Failure = known ?? {
    code: 'grafana-connection-failed',
    what: `Grafana cannot be spoken to${reason === '' ? '' : ` (${reason})`}.`,
    next: 'Try the same address with a browser or curl, which may say more.',
  }
  return new SightlineError({ ...failure, value: request.grafana })
}

/** The error for an answer that is not what was asked for. */
export function refusal(request: GrafanaRequest, status: number, message: string): SightlineError {
  const { code, what, next } = refused(request, status, message)
  const said = message === '' || what.includes(message) ? '' : `: ${message}`
  return new SightlineError({
    code,
    what,
    value: `${request.method} ${request.path} at ${request.grafana} (${status}${said})`,
    next,
  })
}

function refused(request: GrafanaRequest, status: number, message: string): Failure {
  if (status >= 300 && status < 400) {
    const login = /\/login\b/.test(message)
    return {
      code: login ? 'grafana-behind-login' : 'grafana-moved',
      what: login ? 'A login page stands before Grafana.' : 'Grafana sends us to another address.',
      next: login
        ? 'Use an address that leads to Grafana itself, past the proxy that asks people to log in.'
        : 'Use that address for --grafana or GRAFANA_URL.',
    }
  }
  if (status === 401) {
    return {
      code: 'grafana-token-refused',
      what: 'Grafana refuses the token.',
      next: 'Put a valid token of a service account into GRAFANA_TOKEN; it may have expired, or be that of another Grafana.',
    }
  }
  if (status === 403) {
    const { permission, role } = neededPermission(request, message)
    return {
      code: 'missing-grafana-permission',
      what: 'The token may not do this.',
      next: `Give its service account the role ${role}, or the permission ${permission}.`,
    }
  }
  if (status === 409 || status === 412) {
    return {
      code: 'grafana-conflict',
      what: `Grafana has something else in this place${message === '' ? '' : `: ${message}`}.`,
      next: 'Look at it in Grafana: rename or remove it, or change the name or uid here.',
    }
  }
  if (status === 400 || status === 422) {
    return {
      code: 'grafana-refuses-content',
      what: `Grafana refuses what was sent${message === '' ? '' : `: ${message}`}.`,
      next: 'Correct the definition; a Grafana older than 9 may not know this kind of object.',
    }
  }
  if (status === 404) {
    return {
      code: 'grafana-api-not-found',
      what: 'There is no Grafana API at this address.',
      next: 'Check the address: below a path, name the path too, as in https://example.com/grafana.',
    }
  }
  if (status >= 500 || status === 429) {
    return {
      code: status === 429 ? 'grafana-rate-limit' : 'grafana-fails',
      what: status === 429 ? 'Grafana asks us to be slower.' : 'Grafana, or a proxy before it, fails.',
      next: "Try again in a moment, and look at Grafana's log if that happens once more.",
    }
  }
  return {
    code: 'not-a-grafana',
    what: 'The answer is not that of a Grafana: it is no JSON.',
    next: 'Check the address: a proxy or a login page may answer in place of Grafana.',
  }
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError'
}

/** The code of the innermost error that has one. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return 'cause' in error ? codeOf(error.cause) : ''
}
