import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Project } from 'sightline/engine'
import {
  allSources,
  applyRelease,
  buildRelease,
  countSimulation,
  createSources,
  desiredState,
  letReaderIn,
  loadSample,
  type Preview,
  previewContent,
  previewQuestions,
  type Release,
  startPreview,
} from 'sightline/engine'
import { previewPage } from '../../cli/preview-page.ts'
import { testDatabase } from './database.ts'
import { releaseLater } from './resources.ts'

export interface TestPreview extends Preview {
  readonly release: Release
  readonly client: pg.Client
  /** The URL that the preview reads with. */
  readonly databaseUrl: string
  /** The URL of the owner of the database. */
  readonly ownerUrl: string
}

/** A preview of a project with its sample on the run's server, read by a role of its own. */
export async function testPreview(project: Project): Promise<TestPreview> {
  const database = await testDatabase()
  const client = await database.connect()
  const readerRole = `reader_${randomUUID().replaceAll('-', '')}`
  const release = buildRelease({ ...project, readerRole })
  await createSources(client, allSources(release))
  await loadSample(client, project, { now: new Date(), scale: 1, seed: 1 })
  await applyRelease(client, desiredState(release))
  await countSimulation(client, project, { now: new Date(), seed: 1 })
  releaseLater(async () => {
    const owner = await database.connect()
    await owner.query(`drop owned by ${readerRole}; drop role ${readerRole}`)
  })
  const databaseUrl = await letReaderIn(client, database.connectionString, readerRole)
  const pageFolder = await previewPage(() => {})
  const preview = await startPreview({
    content: previewContent(release),
    databaseUrl,
    readerRole,
    pageFolder,
    questions: previewQuestions(release, (work) => work(client)),
  })
  releaseLater(() => preview.stop())
  return { ...preview, release, client, databaseUrl, ownerUrl: database.connectionString }
}
