/** How much one server takes. */
export interface Limits {
  /** Bytes of a body, before and after it is unpacked. */
  readonly body: number
  /** Events of a body. */
  readonly batch: number
  /** How deep a body may be nested. */
  readonly depth: number
  /** Connections of any kind, also of those who say nothing. */
  readonly sockets: number
  /** Readers at the same time. */
  readonly connections: number
  /** Topics of one reader. */
  readonly subscriptions: number
  /** Bytes that a slow reader may be behind before it is dropped. */
  readonly behind: number
}

export const defaultLimits: Limits = {
  body: 1_048_576,
  batch: 10_000,
  depth: 4,
  sockets: 5000,
  connections: 2000,
  subscriptions: 50,
  behind: 262_144,
}
