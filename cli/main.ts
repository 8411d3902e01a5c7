import { Command, CommanderError, Option } from 'commander'
import { applyCommand } from './commands/apply.ts'
import { buildCommand } from './commands/build.ts'
import { checkCommand } from './commands/check.ts'
import { commentCommand } from './commands/comment.ts'
import { demoCommand } from './commands/demo.ts'
import { destroyCommand } from './commands/destroy.ts'
import { diffCommand } from './commands/diff.ts'
import { doctorCommand } from './commands/doctor.ts'
import { driftCommand } from './commands/drift.ts'
import { lineageCommand } from './commands/lineage.ts'
import { listCommand } from './commands/list.ts'
import { markCommand } from './commands/mark.ts'
import { planCommand } from './commands/plan.ts'
import { previewCommand } from './commands/preview.ts'
import { pushCommand } from './commands/push.ts'
import { refreshCommand } from './commands/refresh.ts'
import { releasesCommand } from './commands/releases.ts'
import { rollbackCommand } from './commands/rollback.ts'
import { sampleCommand } from './commands/sample.ts'
import { schedulesCommand } from './commands/schedules.ts'
import { screenshotCommand } from './commands/screenshot.ts'
import { statusCommand } from './commands/status.ts'
import { workerCommand } from './commands/worker.ts'
import { describeError } from './describe-error.ts'
import { asksForJson, errorJson } from './error-json.ts'
import { exitCodes } from './exit-codes.ts'
import { packageVersion } from './package-version.ts'
import { colors, endQuietlyWithoutReader, exitWhenInterrupted, printJson, tell } from './terminal.ts'

/** Runs the command line and returns the exit code: 0 fine, 1 findings, 2 wrong use or a failure. */
export async function main(argv: readonly string[]): Promise<number> {
  exitWhenInterrupted()
  endQuietlyWithoutReader()
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
    .showHelpAfterError('Run with --help for the options and an example.')
    .exitOverride()
  const done = (code: number) => {
    exitCode = code
  }
  for (const add of [
    buildCommand,
    checkCommand,
    demoCommand,
    diffCommand,
    commentCommand,
    previewCommand,
    screenshotCommand,
    doctorCommand,
    planCommand,
    applyCommand,
    statusCommand,
    releasesCommand,
    rollbackCommand,
    driftCommand,
    destroyCommand,
    pushCommand,
    markCommand,
    lineageCommand,
    listCommand,
    refreshCommand,
    sampleCommand,
    schedulesCommand,
    workerCommand,
  ])
    add(program, done)
  for (const command of program.commands) command.exitOverride()
  try {
    await program.parseAsync([...argv])
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.fine
    if (asksForJson(argv)) printJson(errorJson(error))
    if (!(error instanceof CommanderError)) tell(`${colors.red('error')} ${describeError(error)}`)
    return exitCodes.failure
  }
}
