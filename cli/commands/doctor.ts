import type { Command } from 'commander'
import { buildRelease, type DoctorCheck, runDoctor, withConnection } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadProject } from '../load-project.ts'
import { colors, print, printJson } from '../terminal.ts'

/** `sightline doctor`: whether a database is ready for the first deploy. */
export function doctorCommand(program: Command, done: (exitCode: number) => void): void {
  const command = withDatabaseOption(program.command('doctor'))
    .description('Examine a database before the first deploy: version, privileges, source tables, scheduler.')
    .option('--json', 'print for a machine')
    .addHelpText(
      'after',
      '\nExample:\n  sightline doctor --database postgres://deployer@db.example.com/analytics\n\nExit codes: 0 ready, 1 something fails, 2 unreachable. It changes nothing.\n',
    )
  command.action(async (options: { database?: string; json?: boolean }) => {
    const url = requireDatabaseUrl(options)
    const { project } = await loadProject(command)
    const release = buildRelease(project)
    const checks = await withConnection(url, (client) => runDoctor(client, release, process.env))
    const count = (state: DoctorCheck['state']) => checks.filter((check) => check.state === state).length
    if (count('failure') > 0) done(exitCodes.findings)
    if (options.json) return printJson(checks)
    const widest = Math.max(...checks.map(({ check }) => check.length))
    for (const check of checks) print(lines(check, widest))
    const verdict = `${count('failure')} failures, ${count('warning')} warnings, ${count('ok')} ok`
    print(`\n${count('failure') > 0 ? colors.red(verdict) : colors.green(verdict)}`)
  })
}

const marks = {
  ok: colors.green('ok     '),
  warning: colors.yellow('warning'),
  failure: colors.red('failure'),
} as const

/** One line for a check, and below it one for each thing to do. */
function lines({ check, state, what, next }: DoctorCheck, widest: number): string {
  const indent = ' '.repeat('failure'.length + widest + 4)
  return [
    `${marks[state]}  ${check.padEnd(widest)}  ${what}`,
    ...next.map((step) => `${indent}${step}`),
  ].join('\n')
}
