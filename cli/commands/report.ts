import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import {
  buildRelease,
  failedSections,
  isReportFormat,
  mailSettings,
  openMailer,
  type ReportFormatName,
  renderReport,
  reportFormats,
  reportHistory,
  requireReport,
  SightlineError,
  sendReports,
  withConnection,
} from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { exitCodes } from '../exit-codes.ts'
import { withJsonLines } from '../json-lines-option.ts'
import { importProject, loadProject, projectConfig } from '../load-project.ts'
import { wholeNumber } from '../numbers.ts'
import { writeWholeFile } from '../output-file.ts'
import { previewPort, withPreviewPort } from '../preview-port.ts'
import { showPreview } from '../show-preview.ts'
import { formatTable } from '../table.ts'
import { colors, Progress, print, printJson, tell } from '../terminal.ts'
import { statementTimeoutOption } from '../wait-options.ts'
import { endWaiting } from '../waiting-line.ts'

interface ReportOptions {
  readonly database?: string
  readonly user?: string
  readonly period?: string
  readonly statementTimeout: number
  readonly json?: boolean
}

/** `sightline report`: renders and sends the reports of the project. */
export function reportCommand(program: Command, done: (exitCode: number) => void): void {
  const report = program
    .command('report')
    .description('Render a report of the project, send it, or show what was sent.')
    .addHelpText(
      'after',
      '\nExamples:\n  sightline report render daily_summary --user u17 --format pdf --out daily.pdf\n  sightline report send daily_summary --due\n  sightline report history\n  sightline report preview\n\nMail goes out by SMTP_URL, from REPORTS_FROM, at most REPORTS_PER_MINUTE (600) a minute.\nExit codes: 0 fine, 1 a section or a mail failed, 2 wrong use or a failure.\n',
    )
  report.addCommand(renderCommand(done))
  report.addCommand(sendCommand(done))
  report.addCommand(historyCommand())
  report.addCommand(previewReportsCommand())
}

const withSubject = (command: Command): Command =>
  withDatabaseOption(command)
    .argument('<name>', 'a report of the project')
    .option('--user <id>', 'the recipient')
    .option('--period <day>', 'a day of the period, such as 2026-11-25; the latest finished one unless given')
    .addOption(statementTimeoutOption())

function renderCommand(done: (exitCode: number) => void): Command {
  const command = withSubject(new Command('render'))
    .description('Write the report of one user and one period; the first recipient unless --user says which.')
    .option('--format <format>', `one of ${Object.keys(reportFormats).join(', ')}`, 'text')
    .option('--out <file>', 'the file; standard output unless given', '-')
    .option('--json', 'the report for a machine, or with --out what was written')
    .addHelpText(
      'after',
      '\nExample:\n  sightline report render weekly_insights --user u17 --format html --out week.html\n',
    )
  command.action(async (name: string, options: ReportOptions & { format: string; out: string }) => {
    const isPrinted = options.out === '-'
    const format = options.json && isPrinted ? 'json' : requireFormat(options.format)
    const { project } = await loadProject(command)
    const release = buildRelease(project)
    const report = requireReport(release, name)
    const subject = {
      user: options.user,
      day: options.period,
      now: new Date(),
      timeout: options.statementTimeout,
    }
    const { content } = await withConnection(requireDatabaseUrl(options), (client) =>
      renderReport(client, release, report, subject),
    )
    const bytes = Buffer.from(await reportFormats[format](content))
    const failed = failedSections(content)
    if (isPrinted) {
      endWaiting()
      process.stdout.write(bytes)
    } else {
      await writeWholeFile(options.out, (out) => pipeline([bytes], out))
      const { user, period } = content
      if (options.json)
        printJson({ report: name, user, period: period.name, format, file: options.out, failed })
      else tell(`The report of ${user} for ${period.name} is in ${options.out}`)
    }
    if (failed.length === 0) return
    tell(`${colors.red('failed')} These sections could not be worked out: ${failed.join(', ')}`)
    done(exitCodes.findings)
  })
  return command
}

function requireFormat(format: string): ReportFormatName {
  if (isReportFormat(format)) return format
  throw new SightlineError({
    code: 'unknown-option-value',
    what: 'There is no such format.',
    value: format,
    next: `Use one of: ${Object.keys(reportFormats).join(', ')}.`,
  })
}

function sendCommand(done: (exitCode: number) => void): Command {
  const command = withSubject(new Command('send'))
    .description('Send the report to each recipient who has not had it for this period.')
    .option('--due', 'only to those whose hour has come, as a schedule does', false)
    .option('--json', 'print for a machine')
    .addHelpText(
      'after',
      '\nExample:\n  SMTP_URL=smtps://… REPORTS_FROM=reports@example.com sightline report send daily_summary --due\n',
    )
  command.action(async (name: string, options: ReportOptions & { due: boolean }) => {
    const settings = mailSettings(process.env)
    const { project } = await loadProject(command)
    const release = buildRelease(project)
    const report = requireReport(release, name)
    const mailer = await openMailer(settings)
    const progress = new Progress()
    let count = 0
    const sent = await withConnection(requireDatabaseUrl(options), (client) =>
      sendReports(client, {
        release,
        report,
        mailer,
        from: settings.from,
        unsubscribing: settings.unsubscribing,
        now: new Date(),
        user: options.user,
        day: options.period,
        whenDue: options.due,
        timeout: options.statementTimeout,
        onDelivery: () => progress.step(`${++count} mails`),
      }),
    ).finally(() => mailer.close())
    progress.end()
    const wrong = sent.filter(
      ({ outcome, failed }) => outcome === 'refused' || outcome === 'waiting' || failed.length > 0,
    )
    if (wrong.length > 0) done(exitCodes.findings)
    if (options.json) return printJson(sent)
    for (const { user, outcome, error, failed } of wrong) {
      const parts = failed.length > 0 ? `without ${failed.join(', ')}` : (error ?? '')
      print(`${colors.red(outcome)}  ${user}  ${parts}`)
    }
    if (sent.length === 0)
      return print('Nothing to send now: `sightline report history` shows what was sent, and what waits.')
    print(`${sent.filter(({ outcome }) => outcome === 'sent').length} sent, ${wrong.length} with trouble.`)
  })
  return command
}

function historyCommand(): Command {
  const command = withDatabaseOption(new Command('history'))
    .description('Show the latest mails of reports: to whom, for which period, and how they fared.')
    .argument('[name]', 'a report of the project; all unless given')
    .option('--limit <count>', 'how many', wholeNumber, 20)
    .option('--json', 'print for a machine')
    .addHelpText('after', '\nExample:\n  sightline report history daily_summary --limit 50\n')
  command.action(
    async (name: string | undefined, options: { database?: string; limit: number; json?: boolean }) => {
      const { project } = await loadProject(command)
      if (name !== undefined) requireReport(buildRelease(project), name)
      const rows = await withConnection(requireDatabaseUrl(options), (client) =>
        reportHistory(client, project.name, { report: name, limit: options.limit }),
      )
      if (options.json) return printJson(rows)
      if (rows.length === 0) return print('No mail was sent yet.')
      const columns = ['REPORT', 'RECIPIENT', 'PERIOD', 'STATE', 'TRIES', 'SENT'].map((title) => ({ title }))
      const cells = rows.map(({ report, recipient, period, state, attempts, sentAt }) => [
        report,
        recipient,
        period,
        state,
        String(attempts),
        sentAt?.toISOString().slice(0, 16).replace('T', ' ') ?? '–',
      ])
      print(formatTable(columns, cells))
      for (const { report, recipient, period, state, error } of rows)
        if (error !== null) print(`${colors.red(state)}  ${report} ${recipient} ${period}: ${error}`)
    },
  )
  return command
}

function previewReportsCommand(): Command {
  const command = withJsonLines(withPreviewPort(new Command('preview')))
    .description('Show the reports in a browser as their mails look, with a choice of user and period.')
    .option('--database <url>', 'the database to read; the embedded Postgres with sample data unless given')
    .addHelpText('after', '\nExample:\n  sightline report preview --port 3001\n')
  command.action(async (options: { database?: string; port?: number; json: boolean }) => {
    const config = projectConfig(command)
    const release = buildRelease(await importProject(config))
    const { database, json } = options
    const port = await previewPort(options)
    await showPreview({ config, release, database, watch: true, json, port, path: '/reports' })
  })
  return command
}
