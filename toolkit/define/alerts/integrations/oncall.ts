import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'
import { authorizationNames, type HttpAuthorization } from './webhook.ts'

export type OncallOptions = Resolving & {
  readonly url: string
  readonly httpMethod?: 'POST' | 'PUT'
  readonly maxAlerts?: number
  readonly title?: MessageText
  readonly message?: MessageText
} & HttpAuthorization

/** An integration of Grafana OnCall, by its address. */
export function oncall(options: OncallOptions): Integration {
  return integration('oncall', options, authorizationNames)
}
