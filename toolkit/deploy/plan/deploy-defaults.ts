/** How long a deploy waits, in milliseconds, unless it is told otherwise; help texts quote it from here. */
export const deployDefaults = {
  /** How long a phase waits for its locks, and readers queue behind it. */
  lockTimeout: 50,
  /** How long one statement outside of the phases may take. */
  statementTimeout: 3_600_000,
  /** How long to look for a moment without long-running readers. */
  deadline: 300_000,
  /** How long to wait for another deploy. */
  lockWait: 60_000,
} as const
