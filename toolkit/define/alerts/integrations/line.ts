import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type LineOptions = Resolving & {
  readonly token: Secret
  readonly title?: MessageText
  readonly description?: MessageText
}

/** A group of LINE, by its token. */
export function line(options: LineOptions): Integration {
  return integration('LINE', options)
}
