import type { Command } from 'commander'
import {
  buildRelease,
  type ExportFormatName,
  type ExportRange,
  exportFileName,
  exportFormats,
  isExportFormat,
  runExport,
  SightlineError,
  type WantedRows,
  wantedRange,
  withConnection,
} from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { writeWholeFile } from '../output-file.ts'
import { Progress, printJson, tell } from '../terminal.ts'
import { statementTimeoutOption } from '../wait-options.ts'

interface ExportCommandOptions extends ExportRange {
  readonly database?: string
  readonly format: string
  readonly user?: string
  readonly out?: string
  readonly statementTimeout: number
  readonly json?: boolean
}

/** `sightline export`: rows of the deployed project as a file. */
export function exportCommand(program: Command): void {
  const command = withDatabaseOption(program.command('export'))
    .description(
      'Write the rows of an export, a view or a panel to a file, as the readers of the project see them.',
    )
    .argument('<name>', 'an export of the project, a view, or a panel as dashboard/title')
    .option('--format <format>', `one of ${Object.keys(exportFormats).join(', ')}`, 'csv')
    .option('--user <id>', 'only the rows of this user')
    .option('--from <time>', 'only rows from here on: 2026-01-01, or now-30d')
    .option('--to <time>', 'only rows before')
    .option('--out <file>', 'the file, or - for standard output; named after the export unless given')
    .addOption(statementTimeoutOption())
    .option('--json', 'say for a machine what was written')
    .addHelpText(
      'after',
      '\nExamples:\n  sightline export videos --user u17 --from now-30d --format xlsx --database postgres://…/analytics\n  sightline export analytics.mrr_calculation --out - | head\n  sightline export "executive/Revenue by channel" --format pdf\n\nA PDF holds at most 5,000 rows. Times are UTC; --to is not included.\n',
    )
  command.action(async (name: string, options: ExportCommandOptions) => {
    const format = requireFormat(options.format)
    const url = requireDatabaseUrl(options)
    const now = new Date()
    const wanted: WantedRows = { user: options.user, ...wantedRange(options, now), now }
    const { project } = await loadProject(command)
    const release = buildRelease(project)
    const file = options.out ?? exportFileName(name, wanted, exportFormats[format].extension)
    requireReadable(file, format, options)
    const progress = new Progress()
    const asked = {
      name,
      format: exportFormats[format],
      wanted,
      timeout: options.statementTimeout,
      onRows: throttled((count) => progress.step(`Writing ${count.toLocaleString('en')} rows`)),
    }
    const rows = await withConnection(url, (client) =>
      file === '-'
        ? runExport(client, release, asked, process.stdout)
        : writeWholeFile(file, (out) => runExport(client, release, asked, out)),
    ).finally(() => progress.end())
    if (options.json) return printJson({ name, format, file, rows })
    tell(`${rows.toLocaleString('en')} rows${file === '-' ? '' : ` in ${file}`}`)
  })
}

function requireFormat(format: string): ExportFormatName {
  if (isExportFormat(format)) return format
  throw new SightlineError({
    code: 'unknown-option-value',
    what: 'There is no such format.',
    value: format,
    next: `Use one of: ${Object.keys(exportFormats).join(', ')}.`,
  })
}

function requireReadable(file: string, format: ExportFormatName, { json }: ExportCommandOptions): void {
  if (file !== '-') return
  if (json) {
    throw new SightlineError({
      code: 'conflicting-options',
      what: '--json would stand between the rows on standard output.',
      next: 'Leave it out, or give --out a file.',
    })
  }
  if (exportFormats[format].isText || !process.stdout.isTTY) return
  throw new SightlineError({
    code: 'conflicting-options',
    what: `A terminal cannot show ${format}.`,
    next: 'Give --out a file, or pipe it into a program.',
  })
}

/** Tells at most four times a second. */
function throttled(tellCount: (count: number) => void): (count: number) => void {
  let last = performance.now()
  return (count) => {
    if (performance.now() - last < 250) return
    last = performance.now()
    tellCount(count)
  }
}
