import type { ErrorCode } from './error-codes.ts'

/** The parts that every message to a user has. */
export interface Problem {
  /** The kind of fault, which stays the same when the words change. */
  readonly code: ErrorCode
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
 * A mistake that a person can put right: it prints as its parts, never as a stack trace. A new kind of fault gets its
 * code in `error-codes.ts`, with one sentence, and its row in docs/errors.md.
 *
 * @example throw new SightlineError({ code: 'duplicate-name', what: 'Two views are named mrr.', next: 'Rename one.' })
 */
export class SightlineError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: { cause: unknown }) {
    super(describeProblem(problem), options)
    this.name = 'SightlineError'
    this.problem = problem
  }

  /** The kind of fault: docs/errors.md lists them. */
  get code(): ErrorCode {
    return this.problem.code
  }
}

function describeProblem({ what, value, where, next }: Problem): string {
  const lines = [what]
  if (value !== undefined) lines.push(`  value: ${value}`)
  if (where !== undefined) lines.push(`  where: ${where}`)
  lines.push(`  next:  ${next}`)
  return lines.join('\n')
}
