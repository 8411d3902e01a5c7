import type { Command } from 'commander'
import { type DiffReport, diffMarkdown, SightlineError } from 'sightline/engine'
import { compareFromCommand } from '../compare-from-command.ts'
import { diffText } from '../diff-text.ts'
import { duration } from '../duration.ts'
import { exitCodes } from '../exit-codes.ts'
import { numberAboveZero } from '../numbers.ts'
import { print, printJson } from '../terminal.ts'

interface DiffOptions {
  readonly database?: string
  readonly grafana?: string
  readonly data?: string
  readonly timeout: number
  readonly rows: number
  readonly format: string
  readonly json: boolean
  readonly failOn?: string
  readonly images?: string
}

/** `sightline diff`: what changes for people. */
export function diffCommand(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('diff')
    .description(
      'Show what changes for people: what breaks, how every number moves, and what looks different.',
    )
    .argument('[base]', 'a revision or a release folder; where this branch left main unless given')
    .argument('[head]', 'a revision or a release folder; the working tree unless given')
    .option('--database <url>', 'compare with what is deployed there; a revision then is the head')
    .option('--grafana <url>', 'the Grafana of that database; its token is GRAFANA_TOKEN')
    .option('--data <url>', 'compare the numbers on this database, reading only; on the sample unless given')
    .option('--timeout <time>', 'how long one query may take there: 30s unless given', duration, 30_000)
    .option('--rows <number>', 'how many rows one query may return there', numberAboveZero, 10_000)
    .option('--images <folder>', 'also take pictures of changed dashboards, before and after side by side')
    .option('--format <format>', 'text, markdown or json', 'text')
    .option('--json', 'the same as --format json', false)
    .option('--fail-on <verdict>', 'exit with 1 where the change is breaking')
    .addHelpText(
      'after',
      '\nExamples:\n  sightline diff\n  sightline diff v1.4.0 --format markdown --fail-on breaking\n\nExit codes: 0 compared, 1 breaking and told to fail on that, 2 failure.\n',
    )
  command.action(async (base: string | undefined, head: string | undefined, options: DiffOptions) => {
    const { failOn } = options
    const format = options.json ? 'json' : options.format
    const show = formats.get(format)
    if (!show) throw unknownChoice('format', format, [...formats.keys()])
    if (failOn !== undefined && failOn !== 'breaking')
      throw unknownChoice('verdict to fail on', failOn, ['breaking'])
    const { data: url, timeout, rows, ...others } = options
    const data = url === undefined ? {} : { data: { url, timeout, rows } }
    const report = await compareFromCommand(command, { base, head, ...others, ...data })
    show(report)
    if (failOn === report.verdict) done(exitCodes.findings)
  })
}

/** What fits into a comment on GitHub together with its marker. */
const commentLimit = 59_000

const formats = new Map<string, (report: DiffReport) => void>([
  ['text', (report) => print(diffText(report))],
  ['markdown', (report) => print(diffMarkdown(report, { limit: commentLimit, graph: true }).trimEnd())],
  ['json', printJson],
])

const unknownChoice = (what: string, value: string, choices: readonly string[]) =>
  new SightlineError({
    code: 'unknown-option-value',
    what: `There is no such ${what}.`,
    value,
    next: `Use ${choices.join(' or ')}.`,
  })
