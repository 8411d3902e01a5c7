import { CommanderError } from 'commander'
import { type Problem, SightlineError } from 'sightline/engine'
import { withoutPasswords } from './describe-error.ts'

/** Whether a command line asks for an answer that a machine reads. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  return options.some(
    (option, position) =>
      option === '--json' ||
      option === '--format=json' ||
      (option === '--format' && options[position + 1] === 'json'),
  )
}

/** An error as a machine reads it, with the code by which it can be told from others. */
export function errorJson(error: unknown): { readonly error: Problem } {
  const { code, what, value, where, next } = problemOf(error)
  return {
    error: {
      code,
      what: withoutPasswords(what),
      ...(value === undefined ? {} : { value: withoutPasswords(value) }),
      ...(where === undefined ? {} : { where }),
      next: withoutPasswords(next),
    },
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof SightlineError) return error.problem
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof CommanderError)
    return {
      code: 'wrong-usage',
      what: message.replace(/^error: /, ''),
      next: 'Run with --help for the options and an example.',
    }
  return { code: 'internal-fault', what: message, next: 'Report it, with the stack on standard error.' }
}
