import { createServer } from 'node:http'
import { freePort } from '../embedded/free-port.ts'
import type { Environment } from '../grafana-api/postgres-connection.ts'
import { answerRequest, sendJson } from './answer-request.ts'
import { type ChoiceKeeper, choicesInMemory } from './choice-keeper.ts'
import { EventStream } from './event-stream.ts'
import { OtherDatabases } from './other-databases.ts'
import type { PreviewContent } from './preview-content.ts'
import { openPreviewDatabase } from './preview-database.ts'
import { type DefinitionQuestions, PreviewSession } from './preview-session.ts'
import { refusalOf } from './request-guard.ts'

export interface PreviewOptions {
  /** What is shown. */
  readonly content: PreviewContent
  /** The database that the panels read. */
  readonly databaseUrl: string
  /** The role of the data source; queries run as it where the URL's own role may take it. */
  readonly readerRole: string
  /** Says how to reach the databases of other data sources; without it the database has the sources of all of them. */
  readonly environment?: Environment
  /** The built page. */
  readonly pageFolder: string
  /** The port to listen on; a free one unless given. */
  readonly port?: number
  readonly questions?: DefinitionQuestions
  /** What `now` is in time ranges, where the clock of the database is stopped. */
  readonly clock?: () => Date
  /** Keeps what variables have to choose from; memory does unless it is given. It is closed with the preview. */
  readonly choices?: ChoiceKeeper
}

/** A preview that is being served. */
export interface Preview {
  readonly url: string
  /** Shows another release, on open pages too. */
  update(content: PreviewContent, questions?: DefinitionQuestions): void
  /** Has open pages ask again what reads these relations, by their names as the project writes them. */
  rowsChanged(relations: readonly string[]): void
  /** Says on open pages why the definitions cannot be loaded. */
  reportProblem(message: string): void
  stop(): Promise<void>
}

/**
 * Serves the dashboards and alerts of a release on 127.0.0.1, on the data of a database that is only read.
 *
 * @example const preview = await startPreview({ content: previewContent(release), databaseUrl, readerRole, pageFolder })
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const port = await freePort(options.port)
  const database = await openPreviewDatabase(options.databaseUrl, options.readerRole)
  const { content, questions, clock, choices = choicesInMemory() } = options
  const others = options.environment && new OtherDatabases(options.environment)
  const session = new PreviewSession({ database, others, content, questions, clock, choices })
  const events = new EventStream()
  const answering = { session, events, pageFolder: options.pageFolder }
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, port)
    if (refusal) sendJson(response, 403, refusal)
    else void answerRequest(request, response, answering)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${port}`,
    update: (changed, asked) => {
      session.update(changed, asked)
      events.send('release', { version: changed.version })
    },
    rowsChanged: (relations) =>
      void choices.rowsChanged(relations).finally(() => events.send('rows', { relations })),
    reportProblem: (message) => {
      session.problem = message
      events.send('problem', { message })
    },
    stop: async () => {
      events.end()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await database.end()
      await others?.end()
      await choices.close()
    },
  }
}
