import type { Command } from 'commander'
import type { ClientBase } from 'pg'
import { type DiffReport, diffReleases, SightlineError, withDatabase, withThrowawayServer } from 'sightline'
import { findSides, projectFolder } from './diff-sides.ts'
import { requireGrafana } from './grafana-access.ts'
import { Progress } from './terminal.ts'

export interface CompareOptions {
  readonly base: string | undefined
  readonly head: string | undefined
  readonly database?: string
  readonly grafana?: string
  /** The address of a database on whose rows the numbers are compared, and what one query may take there. */
  readonly data?: { readonly url: string; readonly timeout: number; readonly rows: number }
}

/** Compares what a command line names, and says what it is doing. */
export async function compareFromCommand(command: Command, options: CompareOptions): Promise<DiffReport> {
  const progress = new Progress()
  const onStep = (step: string) => progress.step(step)
  onStep('Building both sides and starting Postgres')
  const { database } = options
  const grafana = options.grafana === undefined ? undefined : requireGrafana(options)
  if (grafana && database === undefined) throw withoutDatabase()
  const base = database === undefined ? options.base : undefined
  const head = database === undefined ? options.head : (options.base ?? options.head)
  const building = findSides(command, { base, head, database, grafana, onStep })
  building.catch(() => {})
  const { data } = options
  const compare = (client?: ClientBase) =>
    withThrowawayServer(projectFolder(command), async (server) => {
      const sides = await building
      return diffReleases(sides.base, sides.head, {
        connectionString: (name) => server.connectionString(name),
        sample: { project: client ? undefined : sides.project, now: new Date(), scale: 1, seed: 1 },
        data: client && data && { client, timeout: data.timeout, rows: data.rows },
        onStep,
      })
    })
  return (data ? withDatabase(data.url, compare) : compare()).finally(() => progress.end())
}

const withoutDatabase = () =>
  new SightlineError({
    what: 'Only a Grafana is named, whose dashboards can be compared only beside their database.',
    next: 'Add --database postgres://user@host:5432/database.',
  })
