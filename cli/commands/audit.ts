import type { Command } from 'commander'
import { type AuditedCheck, buildRelease, runAudit, withConnection } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadProject } from '../load-project.ts'
import { wholeNumber } from '../numbers.ts'
import { formatTable } from '../table.ts'
import { colors, Progress, print, printJson } from '../terminal.ts'

interface AuditOptions {
  readonly database?: string
  readonly timeout: number
  readonly most: number
  readonly json: boolean
}

/** `sightline audit`: runs the data checks on real data. */
export function auditCommand(program: Command, done: (exitCode: number) => void): void {
  const command = withDatabaseOption(program.command('audit'))
    .description('Run the data checks on a database, and show the faults that they find. Nothing is written.')
    .option('--timeout <seconds>', 'how long one check may take', wholeNumber, 60)
    .option('--most <number>', 'how many faults of a check are counted', wholeNumber, 1000)
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline audit --database postgres://reader@db.example.com/analytics\n\nExit codes: 0 no faults, 1 faults, or a check fails, 2 failure.\n',
    )
  command.action(async ({ timeout, most, json, ...options }: AuditOptions) => {
    const url = requireDatabaseUrl(options)
    const { project } = await loadProject(command)
    const progress = new Progress()
    const onCheck = (name: string) => progress.step(`Checking ${name}`)
    const checks = await withConnection(url, (client) =>
      runAudit(client, buildRelease(project), { timeout: timeout * 1000, most, onCheck }),
    ).finally(() => progress.end())
    const wrong = checks.filter(({ faults, error }) => faults > 0 || error !== undefined)
    if (wrong.length > 0) done(exitCodes.findings)
    if (json) return printJson(checks)
    if (checks.length === 0)
      return print('The project has no data checks: define one with dataCheck(), or a ready one.')
    print(formatTable(columns, checks.map(row)))
    for (const check of wrong) print(`\n${details(check)}`)
    const all = `${checks.length} ${checks.length === 1 ? 'check' : 'checks'}`
    print(
      wrong.length > 0
        ? colors.red(`\n${wrong.length} of ${all} found faults or failed`)
        : colors.green(`\n${all}, no faults`),
    )
  })
}

const columns = [
  { title: 'CHECK', wraps: true },
  { title: 'FAULTS', align: 'right' },
  { title: 'MS', align: 'right' },
  { title: 'WHAT MUST HOLD', wraps: true },
] as const

const row = ({ name, faults, isCut, milliseconds, error, description }: AuditedCheck): string[] => [
  name,
  error === undefined ? `${faults}${isCut ? '+' : ''}` : 'fails',
  milliseconds.toFixed(0),
  description,
]

function details({ name, where, first, error, remedy }: AuditedCheck): string {
  const head = `${colors.yellow(name)}  ${colors.dim(where ?? '')}`
  return [
    head,
    ...(error === undefined ? first : [error]).map((line) => `  ${line}`),
    `  next:  ${error === undefined ? remedy : 'Deploy what the check reads, or correct its query.'}`,
  ].join('\n')
}
