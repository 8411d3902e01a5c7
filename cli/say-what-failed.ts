import { CommanderError } from 'commander'
import { colors, printJson, tell } from './terminal.ts'

/** A command that succeeds does not load what says why one fails. */
export async function sayWhatFailed(error: unknown, argv: readonly string[]): Promise<void> {
  const [{ asksForJson, errorJson }, { describeError }] = await Promise.all([
    import('./error-json.ts'),
    import('./describe-error.ts'),
  ])
  if (asksForJson(argv)) printJson(errorJson(error))
  if (!(error instanceof CommanderError)) tell(`${colors.red('error')} ${describeError(error)}`)
}
