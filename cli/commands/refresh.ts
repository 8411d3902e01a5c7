import type { Command } from 'commander'
import { refreshViews, withConnection } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { forgetAnswers } from '../forget-answers.ts'
import { loadProject } from '../load-project.ts'
import { formatTable } from '../table.ts'
import { Progress, print, printJson } from '../terminal.ts'

interface Options {
  readonly database?: string
  readonly entirely?: boolean
  readonly json?: boolean
}

/** `sightline refresh`: refreshes the stored views of a deployed project. */
export function refreshCommand(program: Command): void {
  const command = withDatabaseOption(program.command('refresh'))
    .description('Refresh the stored views, or one of them, while people read them.')
    .argument('[name]', 'a stored view or a refresh function; everything unless given')
    .option('--entirely', 'work out all rows of incremental views, not only those that changes lead to')
    .option('--json', 'print for a machine')
    .addHelpText(
      'after',
      '\nExample:\n  sightline refresh analytics.channel_performance --database postgres://me@db.example.com/analytics\n',
    )
  command.action(async (name: string | undefined, options: Options) => {
    const { entirely = false } = options
    const url = requireDatabaseUrl(options)
    const { project } = await loadProject(command)
    const progress = new Progress()
    const onStep = (step: string) => progress.step(step)
    const views = await withConnection(url, (client) =>
      refreshViews(client, project, { onStep, entirely, ...(name === undefined ? {} : { name }) }),
    ).finally(() => progress.end())
    await forgetAnswers(
      project,
      views.map(({ view }) => view),
    )
    if (options.json) return printJson(views)
    if (views.length === 0) return print('This project has no stored view.')
    const rows = views.map(({ view, rows: count, milliseconds }) => [
      view,
      count.toLocaleString('en'),
      milliseconds.toFixed(0),
    ])
    print(formatTable(columns, rows))
  })
}

const columns = [
  { title: 'VIEW' },
  { title: 'ROWS', align: 'right' },
  { title: 'MS', align: 'right' },
] as const
