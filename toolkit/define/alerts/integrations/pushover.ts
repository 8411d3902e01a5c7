import type { Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

/** From the lowest to an emergency, which is told again until somebody confirms it. */
export type PushoverPriority = -2 | -1 | 0 | 1 | 2

export type PushoverOptions = Resolving & {
  readonly userKey: Secret
  readonly apiToken: Secret
  readonly priority?: PushoverPriority
  /** That of what is over. */
  readonly okPriority?: PushoverPriority
  /** Seconds between the times that an emergency is told, and after which it no longer is. */
  readonly retry?: number
  readonly expire?: number
  /** Names of devices with commas between; all of them unless said otherwise. */
  readonly device?: string
  readonly sound?: string
  readonly okSound?: string
  readonly uploadImage?: boolean
  readonly title?: MessageText
  readonly message?: MessageText
}

/** The devices of a user of Pushover. */
export function pushover({ priority, okPriority, retry, expire, ...rest }: PushoverOptions): Integration {
  const numbers = { priority, okPriority, retry, expire }
  const texts = Object.entries(numbers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return integration('pushover', { ...rest, ...Object.fromEntries(texts) })
}
