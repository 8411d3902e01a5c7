import type { Command } from 'commander'
import { buildRelease, type Finding, runCheck } from 'sightline/engine'
import { exitCodes } from '../exit-codes.ts'
import { loadProject } from '../load-project.ts'
import { positiveNumber } from '../numbers.ts'
import { colors, Progress, print, printJson } from '../terminal.ts'

/** `sightline check`: runs everything on the embedded Postgres and applies the rules. */
export function checkCommand(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('check')
    .description('Deploy on the embedded Postgres with the sample, run every query, and apply the rules.')
    .option('--rule <name>', 'apply one rule only')
    .option('--scale <number>', 'how much sample data', positiveNumber, 1)
    .option('--json', 'print the findings for a machine')
    .addHelpText(
      'after',
      '\nExample:\n  sightline check --rule slow-query\n\nExit codes: 0 no findings, 1 findings, 2 failure.\n',
    )
  command.action(async ({ rule, scale, json = false }: { rule?: string; scale: number; json?: boolean }) => {
    const { project, folder } = await loadProject(command)
    const release = buildRelease(project)
    const progress = new Progress()
    const onStep = (step: string) => progress.step(step)
    const report = await runCheck(release, {
      projectFolder: folder,
      scale,
      onStep,
      ...(rule === undefined ? {} : { rule }),
    })
    const seconds = progress.end()
    if (report.findings.length > 0) done(exitCodes.findings)
    if (json) return printJson(report)
    for (const finding of report.findings) print(line(finding))
    const excluded = report.excluded.length > 0 ? `, ${report.excluded.length} excluded` : ''
    const verdict = `${report.findings.length} ${report.findings.length === 1 ? 'finding' : 'findings'}${excluded}: ${report.rules} rules, ${report.queries} ${report.queries === 1 ? 'query' : 'queries'}, ${seconds} s`
    print(report.findings.length > 0 ? colors.red(verdict) : colors.green(verdict))
  })
}

function line({ rule, where, what, next, site }: Finding): string {
  const place = site === undefined ? '' : colors.dim(` (${site})`)
  return `${colors.yellow(rule)}  ${colors.bold(where)}${place}  ${what} ${next}`
}
