import type { Command } from 'commander'
import { buildRelease, type Release } from 'sightline/engine'
import { describeError } from '../describe-error.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadProject, projectConfig } from '../load-project.ts'
import { loadProofs } from '../proof-files.ts'
import { failureText } from '../proof-text.ts'
import { type ProofReport, runProofs } from '../run-proofs.ts'
import { colors, Progress, print, printJson, tell, untilInterrupted } from '../terminal.ts'
import { freshQuery, watchProject } from '../watch-project.ts'

interface TestOptions {
  readonly json: boolean
  readonly watch: boolean
}

/** `sightline test`: runs the proofs beside the definitions. */
export function testCommand(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('test')
    .description('Run the proofs of views, roll-ups, panels, alerts and reports on the embedded Postgres.')
    .argument('[pattern]', 'only proofs whose file or title has this in it')
    .option('--watch', 'run them again whenever a file is saved', false)
    .option('--json', 'print the results for a machine', false)
    .addHelpText(
      'after',
      '\nA file *.proof.ts lists proofs: rows that are given, a moment, and what must be seen of them.\n\nExample:\n  sightline test mrr --watch\n\nExit codes: 0 all hold, 1 some do not, 2 failure.\n',
    )
  command.action(async (pattern: string | undefined, { json, watch }: TestOptions) => {
    if (watch) return watchProofs(command, pattern)
    const { project, folder } = await loadProject(command)
    const report = await prove(buildRelease(project), folder, pattern)
    if (report.failed > 0) done(exitCodes.findings)
    if (json) return printJson(report)
    printReport(report)
  })
}

async function prove(release: Release, folder: string, pattern = '', query = ''): Promise<ProofReport> {
  const progress = new Progress()
  try {
    const files = await loadProofs(folder, pattern, query)
    return await runProofs(release, files, {
      projectFolder: folder,
      onStep: (step) => progress.step(step),
    })
  } finally {
    progress.end()
  }
}

function printReport({ files, passed, failed, seconds }: ProofReport): void {
  for (const { file, results } of files) {
    for (const result of results) if (!result.passed) print(`${failureText(file, result)}\n`)
  }
  const took = `${seconds.toFixed(1)} s`
  const count = passed + failed
  const all = `${count} ${count === 1 ? 'proof' : 'proofs'}`
  print(
    failed > 0
      ? colors.red(`${failed} of ${all} ${failed === 1 ? 'fails' : 'fail'}, ${took}`)
      : colors.green(`${all}, all hold, ${took}`),
  )
}

/** Runs proofs again and again until it is interrupted. */
async function watchProofs(command: Command, pattern: string | undefined): Promise<void> {
  const config = projectConfig(command)
  const folder = config.file.replace(/[/\\][^/\\]*$/, '')
  const report = (error: unknown) => tell(`${colors.red('error')} ${describeError(error)}`)
  const run = async (release: Release) => {
    await prove(release, folder, pattern, freshQuery()).then(printReport, report)
    print(colors.dim('Waiting for a file to be saved; Ctrl-C ends it.'))
  }
  const watch = await watchProject(config, run, report)
  await run(watch.release)
  await untilInterrupted()
  watch.stop()
}
