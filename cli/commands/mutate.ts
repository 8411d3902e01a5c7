import type { Command } from 'commander'
import { buildRelease, type Mutation, type MutationReport, runMutations, withProver } from 'sightline/engine'
import { exitCodes } from '../exit-codes.ts'
import { loadProject } from '../load-project.ts'
import { loadProofs } from '../proof-files.ts'
import { formatTable } from '../table.ts'
import { colors, Progress, print, printJson } from '../terminal.ts'

/** `sightline mutate`: changes definitions in small ways, and shows the changes that no proof notices. */
export function mutateCommand(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('mutate')
    .description('Change views and rules in small ways, and show the changes that no proof notices.')
    .argument('[pattern]', 'only views and rules whose name has this in it')
    .option('--json', 'print every change for a machine', false)
    .addHelpText(
      'after',
      '\nA comparison, a constant, a kind of join, a filter, an aggregate, a rule for NULL, an order: nothing is changed\noutside of the embedded Postgres.\n\nExample:\n  sightline mutate mrr\n\nExit codes: 0 every change is noticed or listed as equivalent, 1 some are not, 2 failure.\n',
    )
  command.action(async (pattern: string | undefined, { json }: { readonly json: boolean }) => {
    const { project, folder } = await loadProject(command)
    const files = await loadProofs(folder)
    const progress = new Progress()
    progress.step('Starting Postgres')
    const report = await withProver(buildRelease(project), { projectFolder: folder }, ({ context }) =>
      runMutations(
        context,
        files.map(({ proofs }) => proofs),
        {
          ...(pattern === undefined ? {} : { pattern }),
          onDefinition: (name) => progress.step(`Changing ${name}`),
        },
      ),
    )
    const seconds = progress.end()
    const isFine = report.stale.length === 0 && unnoticed(report).length === 0
    if (!isFine) done(exitCodes.findings)
    if (json) return printJson(report)
    printReport(report, seconds)
  })
}

const unnoticed = ({ mutations }: MutationReport): Mutation[] =>
  mutations.filter(({ outcome }) => outcome === 'unnoticed')

const columns = [
  { title: 'DEFINITION' },
  { title: 'CHANGES', align: 'right' },
  { title: 'NOTICED', align: 'right' },
  { title: 'EQUIVALENT', align: 'right' },
  { title: 'UNNOTICED', align: 'right' },
] as const

function printReport(report: MutationReport, seconds: string): void {
  const names = [...new Set(report.mutations.map(({ definition }) => definition))]
  const rows = names.map((name) => {
    const own = report.mutations.filter(({ definition }) => definition === name)
    const count = (wanted: Mutation['outcome']) => own.filter(({ outcome }) => outcome === wanted).length
    return [name, own.length, count('noticed'), count('equivalent'), count('unnoticed')].map(String)
  })
  print(formatTable(columns, rows))
  const left = unnoticed(report)
  for (const { definition, where, line, kind, change } of left) {
    const place = `${where ?? ''}${line === undefined ? '' : `, line ${line} of its query`}`
    print(`\n${colors.yellow(kind)}  ${colors.bold(definition)}  ${colors.dim(place)}\n  ${change}`)
  }
  for (const { definition, change } of report.stale)
    print(`\n${colors.yellow('listed as equivalent, and noticed or not tried')}  ${definition}\n  ${change}`)
  const count = report.mutations.length
  print(
    left.length > 0
      ? colors.red(`\n${left.length} of ${count} changes are noticed by no proof, ${seconds} s`)
      : colors.green(`\n${count} changes, each noticed or listed as equivalent, ${seconds} s`),
  )
}
