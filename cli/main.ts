import { Command, CommanderError, Option } from 'commander'
import { commandsNamed, taskOf } from './commands.ts'
import { exitCodes } from './exit-codes.ts'
import { loadTypeScriptBy, type RegisterTypeScript } from './load-typescript.ts'
import { packageVersion } from './package-version.ts'
import { sayWhatFailed } from './say-what-failed.ts'
import { endWhereOutputEnds, exitWhenInterrupted, whenWritten } from './terminal.ts'
import { endWaiting, showWaiting } from './waiting-line.ts'

/** Runs the command line and returns the exit code: 0 fine, 1 findings, 2 wrong use or a failure. */
export async function main(
  argv: readonly string[],
  registerTypeScript?: RegisterTypeScript,
): Promise<number> {
  loadTypeScriptBy(registerTypeScript)
  exitWhenInterrupted()
  endWhereOutputEnds()
  let exitCode: number = exitCodes.fine
  const program = new Command('sightline')
    .description('Takes numbers from Postgres to people’s screens, as code.')
    .version(packageVersion())
    .option('--config <file>', 'the project’s config', 'sightline.config.ts')
    .addOption(
      new Option(
        '--environment <name>',
        'one of the environments of the config; SIGHTLINE_ENVIRONMENT unless given',
      ).env('SIGHTLINE_ENVIRONMENT'),
    )
    .addHelpText(
      'after',
      '\nA command that fails says what to do, and ends with 2. Where --json is asked for, it also prints\n{"error": {"code", "what", "value", "where", "next"}}; docs/errors.md lists the codes.\n',
    )
    .commandsGroup('Other:')
    .helpCommand(true)
    .showHelpAfterError('Run with --help for the options and an example.')
    .exitOverride()
  const done = (code: number) => {
    exitCode = code
  }
  try {
    const [name] = program.parseOptions(argv.slice(2)).operands
    for (const add of await commandsNamed(name)) add(program, done)
    for (const command of program.commands) {
      command.helpGroup(taskOf(command.name()))
      throwInsteadOfExit(command)
    }
    if (name !== undefined) showWaiting(name)
    await program.parseAsync([...argv])
    endWaiting()
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.fine
    endWaiting()
    await sayWhatFailed(error, argv)
    // What a command had begun, such as a worker, does not keep the process that failed.
    await whenWritten()
    process.exit(exitCodes.failure)
  }
}

/** Commander would end the process by itself, with its own exit code, for each command that is inside of another too. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride()
  for (const inside of command.commands) throwInsteadOfExit(inside)
}
