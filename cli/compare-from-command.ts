import type { Command } from 'commander'
import type { ClientBase } from 'pg'
import {
  type DiffOptions,
  type DiffReport,
  diffReleases,
  pictureDiff,
  SightlineError,
  withDatabase,
  withEmptyServer,
} from 'sightline/engine'
import { findSides, projectFolder } from './diff-sides.ts'
import { requireGrafana } from './grafana-access.ts'
import { previewPage } from './preview-page.ts'
import { Progress, tell } from './terminal.ts'

export interface CompareOptions {
  readonly base: string | undefined
  readonly head: string | undefined
  readonly database?: string
  readonly grafana?: string
  /** The address of a database on whose rows the numbers are compared, and what one query may take there. */
  readonly data?: { readonly url: string; readonly timeout: number; readonly rows: number }
  /** The folder for pictures of the dashboards before and after. */
  readonly images?: string
}

/** Compares what a command line names, and says what it is doing. */
export async function compareFromCommand(command: Command, options: CompareOptions): Promise<DiffReport> {
  const { data, images } = options
  if (images !== undefined && data) throw picturesShowTheSample()
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
  const now = new Date()
  const pictures: string[] = []
  const compare = (client?: ClientBase) =>
    withEmptyServer(projectFolder(command), async (server) => {
      const sides = await building
      const onCompared =
        images === undefined
          ? {}
          : { onCompared: await picturesInto(images, sides, now, { onStep, pictures }) }
      return diffReleases(sides.base, sides.head, {
        connectionString: (name) => server.connectionString(name),
        sample: { project: client ? undefined : sides.project, now, scale: 1, seed: 1 },
        data: client && data && { client, timeout: data.timeout, rows: data.rows },
        ...onCompared,
        onStep,
      })
    })
  const report = await (data ? withDatabase(data.url, compare) : compare()).finally(() => progress.end())
  for (const file of pictures) tell(`picture ${file}`)
  return report
}

/** Takes pictures of what is compared, as long as both sides are deployed. */
async function picturesInto(
  out: string,
  { base, head }: Pick<Awaited<ReturnType<typeof findSides>>, 'base' | 'head'>,
  now: Date,
  { onStep, pictures }: { readonly onStep: (step: string) => void; readonly pictures: string[] },
): Promise<NonNullable<DiffOptions['onCompared']>> {
  const pageFolder = await previewPage(onStep)
  return async (report, urls) => {
    const taken = await pictureDiff(report, base, head, { urls, now, pageFolder, out, onStep })
    pictures.push(...taken.map(({ file }) => file))
  }
}

const picturesShowTheSample = () =>
  new SightlineError({
    code: 'conflicting-options',
    what: 'Pictures show both sides on the sample, since neither side is deployed where --data is.',
    next: 'Leave out --data or --images.',
  })

const withoutDatabase = () =>
  new SightlineError({
    code: 'incomplete-options',
    what: 'Only a Grafana is named, whose dashboards can be compared only beside their database.',
    next: 'Add --database postgres://user@host:5432/database.',
  })
