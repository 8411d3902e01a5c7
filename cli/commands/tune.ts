import type { Command } from 'commander'
import {
  buildRelease,
  loadSample,
  runTune,
  type TriedIndex,
  type TunedResult,
  type TuneReport,
  withConnection,
  withScratchDatabase,
} from 'sightline/engine'
import { loadProject } from '../load-project.ts'
import { positiveNumber, wholeNumber } from '../numbers.ts'
import { formatTable } from '../table.ts'
import { colors, Progress, print, printJson } from '../terminal.ts'

interface TuneOptions {
  readonly database?: string
  readonly scale: number
  readonly slowest: number
  readonly timeout: number
  readonly json: boolean
}

/** `sightline tune`: what takes long at size, and which indexes would help. */
export function tuneCommand(program: Command): void {
  const command = program
    .command('tune')
    .description(
      'Run every panel, variable, alert and refresh at size, show on what the time goes, and try indexes.',
    )
    .option(
      '--database <url>',
      'the address of a database to measure on, reading only; no indexes are tried there',
    )
    .option('--scale <number>', 'how much sample data a scratch database gets', positiveNumber, 10)
    .option('--slowest <number>', 'how many are shown', wholeNumber, 10)
    .option('--timeout <seconds>', 'how long one may take', wholeNumber, 60)
    .option('--json', 'print all of them for a machine', false)
    .addHelpText('after', '\nExample:\n  sightline tune --scale 50\n\nExit codes: 0 done, 2 failure.\n')
  command.action(async ({ database, scale, slowest, timeout, json }: TuneOptions) => {
    const { project, folder } = await loadProject(command)
    const release = buildRelease(project)
    const progress = new Progress()
    const onStep = (step: string) => progress.step(step)
    const now = new Date()
    const options = { now, timeout: timeout * 1000, onStep, isScratch: database === undefined }
    const run = (client: Parameters<typeof runTune>[0]) => runTune(client, release, options)
    onStep(database === undefined ? 'Loading the sample' : 'Connecting')
    const fill = async (client: Parameters<typeof loadSample>[0]) => {
      await loadSample(client, project, { now, scale, seed: 1 })
    }
    const measured =
      database === undefined
        ? withScratchDatabase(release, { projectFolder: folder, fill }, run)
        : withConnection(database, run)
    const report = await measured.finally(() => progress.end())
    if (json) return printJson(report)
    printReport(report, slowest, database === undefined)
  })
}

function printReport({ queries, indexes }: TuneReport, slowest: number, isScratch: boolean): void {
  print(formatTable(columns, queries.slice(0, slowest).flatMap(rows)))
  if (isScratch) printIndexes(indexes)
  else print(colors.dim('\nIndexes are tried on the sample alone: run it with --scale.'))
}

function printIndexes(indexes: TuneReport['indexes']): void {
  const helping = indexes.filter(({ gains }) => gains.length > 0)
  const tried = `${indexes.length} ${indexes.length === 1 ? 'index' : 'indexes'} tried`
  if (helping.length === 0) print(colors.green(`\n${tried}: none of them helps.`))
  for (const index of helping) print(`\n${indexText(index)}`)
  if (helping.length > 0)
    print(
      colors.dim(
        `\n${tried}, ${helping.length} of them help; define those that are worth it with sourceIndex().`,
      ),
    )
}

const columns = [
  { title: 'MS', align: 'right' },
  { title: 'KIND' },
  { title: 'QUERY' },
  { title: 'SPENT ON' },
] as const

/** A row for the query, and one for each further step that took long. */
function rows({ kind, where, milliseconds, spentOn, error }: TunedResult): string[][] {
  const [first = '', ...others] = error === undefined ? spentOn : [`fails: ${error}`]
  return [[milliseconds.toFixed(1), kind, where, first], ...others.map((step) => ['', '', '', step])]
}

function indexText({ statement, bytes, gains }: TriedIndex): string {
  const lines = gains.map(({ where, before, after }) => {
    const part = Math.round((1 - after / before) * 100)
    return `  ${where}: ${before.toFixed(1)} → ${after.toFixed(1)} ms (−${part} %)`
  })
  return [`${colors.bold(statement)}  ${size(bytes)}`, ...lines].join('\n')
}

const size = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} kB on disk` : `${(bytes / 1_048_576).toFixed(1)} MB on disk`
