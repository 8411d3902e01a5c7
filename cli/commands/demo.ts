import type { Command } from 'commander'
import {
  buildRelease,
  type CheckedQuery,
  headline,
  type LocalDatabase,
  openLocalDatabase,
  type Release,
  runQueries,
  SightlineError,
} from 'sightline/engine'
import { startDemoStream } from '../demo-stream.ts'
import { demoText } from '../demo-text.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadProject, projectConfig } from '../load-project.ts'
import { positiveNumber, wholeNumber } from '../numbers.ts'
import { previewPort } from '../preview-port.ts'
import { servePreview } from '../serve-preview.ts'
import { colors, Progress, print, printJson, tell, untilInterrupted } from '../terminal.ts'

interface DemoOptions {
  readonly once: boolean
  readonly port?: number
  readonly scale: number
  readonly seed: number
  readonly json: boolean
}

/** `sightline demo`: the whole project on the embedded Postgres, with sample data. */
export function demoCommand(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('demo')
    .description('Run the whole project on the embedded Postgres with sample data, and show every number.')
    .option('--once', 'exit when all is shown, instead of keeping the database up', false)
    .option('--port <number>', 'the port for Postgres; a free one unless given', wholeNumber)
    .option('--scale <number>', 'how much sample data', positiveNumber, 1)
    .option('--seed <number>', 'which sample data', wholeNumber, 1)
    .option('--json', 'print what each query returns for a machine', false)
    .addHelpText('after', '\nExample:\n  sightline demo --once --scale 10\n')
  command.action(async (options: DemoOptions) => {
    const { project, folder } = await loadProject(command)
    const release = buildRelease(project)
    const progress = new Progress()
    const { port, scale, seed } = options
    const onStep = (step: string) => progress.step(step)
    const local = await openLocalDatabase(release, {
      projectFolder: folder,
      scale,
      seed,
      onStep,
      ...(port === undefined ? {} : { port }),
    })
    try {
      progress.step('Running the queries')
      const checked = await runQueries(local.client, release, new Date())
      const seconds = progress.end()
      const failed = checked.filter(({ result }) => !result.ok).length
      if (failed > 0) done(exitCodes.findings)
      if (options.json) return printJson(demoReport(release, checked))
      print(demoText(checked))
      print(summary(release.version, local, checked.length, failed, seconds))
      if (options.once) return
      const watch = projectConfig(command)
      const source = { local }
      const { preview, stop } = await servePreview({
        source,
        release,
        port: await previewPort({}),
        watch,
        onStep,
      })
      progress.end()
      print(`\nDashboards  ${colors.bold(preview.url)}\nDatabase    ${local.connectionString}`)
      const onRows = preview.rowsChanged
      const place = { folder, database: local.connectionString, seed, onRows }
      const stream = await startDemoStream(project, place).catch((error: unknown) => {
        tell(`The stream does not start: ${error instanceof Error ? error.message : error}`)
        return undefined
      })
      if (stream) print(stream.words)
      print('All stay up until Ctrl-C; what you save is shown at once.')
      const isLost = await untilInterrupted(local.ended.then(() => true))
      await stream?.stop()
      await stop()
      if (isLost) throw serverLost()
    } finally {
      await local.stop()
    }
  })
}

/** What each query returned: how many rows, and what people see first, or why it fails. */
function demoReport(release: Release, checked: readonly CheckedQuery[]): object {
  const queries = checked.map(({ query, result }) => ({
    kind: query.kind,
    where: query.where,
    ...(result.ok
      ? {
          rows: result.rows.length,
          headline: headline(query, result),
          milliseconds: Math.round(result.milliseconds),
        }
      : { problem: result.message }),
  }))
  return { version: release.version, queries }
}

function serverLost(): SightlineError {
  return new SightlineError({
    code: 'embedded-postgres-ended',
    what: 'The embedded Postgres has ended, though nobody asked it to.',
    next: 'Read .sightline/postgres/server.log, and run the demo again: it goes on with the same data.',
  })
}

function summary(
  version: string,
  { state, rows, unscheduled }: LocalDatabase,
  queries: number,
  failed: number,
  seconds: string,
): string {
  const data =
    state === 'reused'
      ? 'database reused'
      : `${rows.toLocaleString('en')} rows of sample data${state === 'new' ? '' : ' renewed'}`
  const verdict =
    failed > 0
      ? colors.red(`${failed} of ${queries} queries fail`)
      : colors.green(`${queries} ${queries === 1 ? 'query' : 'queries'}, all fine`)
  const schedules =
    unscheduled.length > 0
      ? `\nNot scheduled, since pg_cron is not in this Postgres: ${unscheduled.join(', ')}`
      : ''
  return `\n${verdict}: ${version}, ${data}, ${seconds} s${schedules}`
}
