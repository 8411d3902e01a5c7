import { type Command, Option } from 'commander'
import {
  isBaseTable,
  type KeptFor,
  type PartitioningOptions,
  type PartitionPlan,
  type PartitionSpan,
  partitionRequest,
  partitionTable,
  planPartitioning,
  planUndoOf,
  SightlineError,
  unpartitionTable,
  withConnection,
} from 'sightline/engine'
import { ask, requireSomebodyToAsk } from '../confirm.ts'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { colors, Progress, print, printJson } from '../terminal.ts'
import { deadlineOption, lockTimeoutOption, lockWaitOption } from '../wait-options.ts'

interface PartitionCommandOptions extends Pick<PartitioningOptions, 'lockTimeout' | 'deadline' | 'lockWait'> {
  readonly database?: string
  readonly by?: string
  readonly every?: PartitionSpan
  readonly keep?: KeptFor
  readonly widenKey: boolean
  readonly undo: boolean
  readonly dryRun: boolean
  readonly yes: boolean
  readonly json: boolean
}

/** `sightline partition`: makes a plain table a partitioned one while people use it. */
export function partitionCommand(program: Command): void {
  const command = withDatabaseOption(program.command('partition'))
    .description('Make a plain table with rows a partitioned one, while people read and write it.')
    .argument('<name>', 'a source or a table of the project')
    .option('--by <column>', 'the column of time; that of its definition unless given')
    .addOption(
      new Option('--every <span>', 'how much time a partition has').choices([
        'hour',
        'day',
        'week',
        'month',
        'year',
      ]),
    )
    .option('--keep <time>', 'for how long rows are kept, such as "90 days"; forever unless said')
    .option('--widen-key', 'let the primary key have the column too', false)
    .option('--undo', 'make it a plain table again', false)
    .option('--dry-run', 'show what would be done, and do nothing', false)
    .option('--yes', 'do not ask', false)
    .addOption(lockTimeoutOption())
    .addOption(deadlineOption())
    .addOption(lockWaitOption())
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nIt goes on where it was after a kill; the table stays in use at every moment.\n\nExample:\n  sightline partition api_calls --by called_at --every month --database postgres://me@db.example.com/analytics\n',
    )
  command.action(async (name: string, options: PartitionCommandOptions) => {
    const { yes, json, dryRun, undo } = options
    if (!dryRun) requireSomebodyToAsk({ yes }, 'Look at the plan with --dry-run, then run it with --yes.')
    const url = requireDatabaseUrl(options)
    const { project } = await loadProject(command)
    const table = project.definitions.filter(isBaseTable).find((one) => one.name === name)
    if (!table) throw unknown(name)
    const { by, every, keep, widenKey } = options
    const asked = { ...(by && { column: by }), ...(every && { every }), ...(keep && { keep }), widenKey }
    const request = partitionRequest(table, asked)
    const progress = new Progress()
    const running: PartitioningOptions = {
      ...options,
      onStep: (step) => progress.step(step),
      confirm: async (plan) => {
        progress.end()
        if (!json) show(plan)
        return yes || ask(undo ? `Make ${name} plain again?` : `Partition ${name}?`)
      },
    }
    if (dryRun) {
      const plan = await withConnection(url, (client) =>
        undo ? planUndoOf(client, name) : planPartitioning(client, request),
      )
      return json ? printJson(plan) : show(plan, true)
    }
    const { plan, outcome } = await withConnection(url, (client) =>
      undo ? unpartitionTable(client, name, running) : partitionTable(client, request, running),
    ).finally(() => progress.end())
    if (json) return printJson({ outcome, ...plan })
    print(`${colors.bold(name)}: ${outcome}`)
  })
}

const unknown = (name: string) =>
  new SightlineError({
    code: 'unknown-name',
    what: 'The project has no source and no table of this name.',
    value: name,
    next: 'Run `sightline list` for the names.',
  })

/** The steps, and with statements what each of them runs. */
function show({ steps, notes }: PartitionPlan, withStatements = false): void {
  for (const { step, isDone, waits, statements } of steps) {
    const mark = isDone ? colors.green('done') : waits === 'nobody' ? '    ' : colors.yellow('lock')
    print(`  ${mark}  ${step}`)
    if (withStatements && !isDone)
      print(statements.map((one) => `${one};`.replace(/^/gm, '        ')).join('\n'))
  }
  for (const note of notes) print(`  ${colors.yellow('note')}  ${note}`)
}
