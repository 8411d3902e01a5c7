import type { Command } from 'commander'
import { findDrift, isRepairable, withDatabase } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadProject } from '../load-project.ts'
import { colors, print, printJson } from '../terminal.ts'

/** `sightline drift`: what is not as it was released. */
export function driftCommand(program: Command, done: (exitCode: number) => void): void {
  const command = withDatabaseOption(program.command('drift'))
    .description('Show what differs from what was released to a database, and how.')
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline drift --database postgres://db.example.com/analytics\n\nExit codes: 0 no drift, 1 drift, 2 failure.\n',
    )
  command.action(async (options: { database?: string; json: boolean }) => {
    const { project } = await loadProject(command)
    const findings = await withDatabase(requireDatabaseUrl(options), (client) =>
      findDrift(client, project.name),
    )
    if (findings.length > 0) done(exitCodes.findings)
    if (options.json) return printJson(findings)
    for (const { object, kind, difference } of findings) {
      print(`${colors.yellow(kind)}  ${colors.bold(object)}`)
      for (const line of difference)
        print(`  ${line.startsWith('-') ? colors.red(line) : colors.green(line)}`)
    }
    if (findings.length === 0) return print(colors.green('Everything is as it was released.'))
    const count = `${findings.length} ${findings.length === 1 ? 'difference' : 'differences'}`
    const repairable = findings.some(isRepairable)
      ? ' `sightline apply --repair` puts right what differs.'
      : ''
    const others = findings.every(isRepairable)
      ? ''
      : ' What others were given, whoever gave it has to take back.'
    print(`${count}.${repairable}${others}`)
  })
}
