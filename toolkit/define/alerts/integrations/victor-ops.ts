import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type VictorOpsOptions = Resolving & {
  readonly url: Secret
  readonly messageType?: 'CRITICAL' | 'WARNING'
  readonly title?: MessageText
  readonly description?: MessageText
}

/** Splunk On-Call, which was VictorOps, by its address. */
export function victorOps(options: VictorOpsOptions): Integration {
  return integration('victorops', options)
}
