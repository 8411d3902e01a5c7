import {
  cachedChoices,
  type LocalDatabase,
  letReaderIn,
  type Preview,
  previewContent,
  previewQuestions,
  type Release,
  SightlineError,
  startPreview,
  withConnection,
} from 'sightline/engine'
import type { ProjectConfig } from './load-project.ts'
import { previewPage } from './preview-page.ts'
import { watchProject } from './watch-project.ts'

/** Where a preview's data comes from: the project's own local database, or one that is only read. */
export type PreviewSource = { readonly local: LocalDatabase } | { readonly databaseUrl: string }

export interface ServeOptions {
  readonly source: PreviewSource
  readonly release: Release
  readonly port?: number
  /** The config whose files are watched; nothing is where it is left out. */
  readonly watch?: ProjectConfig
  readonly onStep: (step: string) => void
  /** Told that a saved definition is shown, or why not. */
  readonly onSaved?: (words: string) => void
  /** Told which release is shown. */
  readonly onShown?: (release: Release) => void
  /** Told why one is not. */
  readonly onProblem?: (problem: string) => void
}

/** Milliseconds after which sample data is renewed: a dashboard of the last hour would be half empty otherwise. */
export const freshFor = 10 * 60_000

/** A preview with its watch. */
export interface ServedPreview {
  readonly preview: Preview
  stop(): Promise<void>
}

/** Serves a release, and what is saved of it later. */
export async function servePreview(options: ServeOptions): Promise<ServedPreview> {
  const { source, release, port, onStep } = options
  const pageFolder = await previewPage(onStep)
  const adminUrl = 'local' in source ? source.local.connectionString : source.databaseUrl
  const questionsOf = (shown: Release) => previewQuestions(shown, (work) => withConnection(adminUrl, work))
  const choices = await choicesOf(release, adminUrl, options.onProblem)
  const preview = await startPreview({
    content: previewContent(release),
    databaseUrl: await readerUrl(source, release),
    readerRole: release.project.readerRole,
    ...('local' in source ? {} : { environment: process.env }),
    pageFolder,
    questions: questionsOf(release),
    ...(port === undefined ? {} : { port }),
    ...(choices ? { choices } : {}),
  })
  const show = async (changed: Release) => {
    const start = performance.now()
    if ('local' in source) await source.local.deploy(changed)
    preview.update(previewContent(changed), questionsOf(changed))
    options.onShown?.(changed)
    options.onSaved?.(`${changed.version} is shown, after ${Math.round(performance.now() - start)} ms`)
  }
  const report = (error: unknown) => {
    const words = error instanceof SightlineError || !(error instanceof Error) ? error : error.stack
    const message = words instanceof Error ? words.message : String(words)
    preview.reportProblem(message)
    options.onSaved?.(message)
    options.onProblem?.(message)
  }
  const watch = options.watch === undefined ? undefined : await watchProject(options.watch, show, report)
  return {
    preview,
    stop: async () => {
      watch?.stop()
      await preview.stop()
    },
  }
}

/** Where a project has caches, its previews keep the choices of variables there too; in memory where Redis is away. */
async function choicesOf({ project }: Release, databaseUrl: string, onProblem?: (problem: string) => void) {
  if (!project.definitions.some(({ kind }) => kind === 'cache')) return undefined
  const named = process.env.REDIS_URL
  const redis = named === '' ? undefined : named
  const told = onProblem ? { onProblem } : {}
  const shared = { databaseUrl, redis, ...told }
  return cachedChoices(project, shared).catch(() => cachedChoices(project, { ...shared, redis: undefined }))
}

/** The local database is deployed as it would be elsewhere, so that its reader may read what panels read and no more. */
async function readerUrl(source: PreviewSource, release: Release): Promise<string> {
  if (!('local' in source)) return source.databaseUrl
  const { local } = source
  await local.deploy(release)
  return letReaderIn(local.client, local.connectionString, release.project.readerRole)
}
