import { dirname } from 'node:path'
import { openLocalDatabase, type Release } from 'sightline/engine'
import type { ProjectConfig } from './load-project.ts'
import { freshFor, type PreviewSource, servePreview } from './serve-preview.ts'
import { colors, Progress, print, printEvent, tell, untilInterrupted } from './terminal.ts'

export interface ShownPreview {
  readonly config: ProjectConfig
  readonly release: Release
  /** The database to read; the embedded one with sample data unless given. */
  readonly database: string | undefined
  readonly watch: boolean
  /** A line of JSON for each event, in place of words. */
  readonly json: boolean
  readonly port: number
  /** Where the page begins: `/d/operations`. */
  readonly path: string
}

const asEvents = {
  onShown: ({ version }: Release) => printEvent('shown', { version }),
  onProblem: (problem: string) => printEvent('problem', { problem }),
}

/** Serves a release and prints where, until Ctrl-C. */
export async function showPreview({
  config,
  release,
  database,
  watch,
  json,
  port,
  path,
}: ShownPreview): Promise<void> {
  const progress = new Progress()
  const onStep = (step: string) => progress.step(step)
  const projectFolder = dirname(config.file)
  const local =
    database === undefined
      ? await openLocalDatabase(release, { projectFolder, scale: 1, seed: 1, freshFor, onStep })
      : undefined
  try {
    const source: PreviewSource = local ? { local } : { databaseUrl: database ?? '' }
    const watched = watch ? { watch: config } : {}
    const told = json ? asEvents : { onSaved: (words: string) => tell(words) }
    const { preview, stop } = await servePreview({ source, release, port, onStep, ...told, ...watched })
    progress.end()
    const url = `${preview.url}${path}`
    if (json) printEvent('listening', { url, version: release.version })
    else print(`${colors.bold(url)}\nThe preview stays up until Ctrl-C.`)
    await untilInterrupted()
    await stop()
  } finally {
    await local?.stop()
  }
}
