/** What the exit code of every command means. */
export const exitCodes = { fine: 0, findings: 1, failure: 2 } as const
