/** The parts that every message to a user has. */
export interface Problem {
  /** What happened, in one sentence. */
  readonly what: string
  /** The value that caused it, as the user wrote it. */
  readonly value?: string
  /** Where it was defined: `sql/views/mrr.ts:12`. */
  readonly where?: string
  /** What to do next. */
  readonly next: string
}

/**
 * A mistake that a person can put right: it prints as its parts, never as a stack trace.
 *
 * @example throw new SightlineError({ what: 'Two views have the name analytics.mrr.', next: 'Rename one of them.' })
 */
export class SightlineError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: { cause: unknown }) {
    super(describeProblem(problem), options)
    this.name = 'SightlineError'
    this.problem = problem
  }
}

function describeProblem({ what, value, where, next }: Problem): string {
  const lines = [what]
  if (value !== undefined) lines.push(`  value: ${value}`)
  if (where !== undefined) lines.push(`  where: ${where}`)
  lines.push(`  next:  ${next}`)
  return lines.join('\n')
}
