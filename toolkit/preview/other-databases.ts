import type { OtherDataSource } from '../define/data-source.ts'
import { connectionUrl, type Environment, postgresConnection } from '../grafana-api/postgres-connection.ts'
import { openPreviewDatabase, type PreviewDatabase } from './preview-database.ts'

/** The databases of other data sources, each opened when a query first asks it, as the role that Grafana has there. */
export class OtherDatabases {
  readonly #environment: Environment
  readonly #opened = new Map<string, Promise<PreviewDatabase>>()

  constructor(environment: Environment) {
    this.#environment = environment
  }

  /** @throws SightlineError where the environment does not say how to reach it, or it cannot be reached */
  async of(dataSource: OtherDataSource): Promise<PreviewDatabase> {
    const url = connectionUrl(postgresConnection(this.#environment, dataSource))
    const opened = this.#opened.get(url) ?? openPreviewDatabase(url, '')
    this.#opened.set(url, opened)
    // One that could not be reached is tried again.
    opened.catch(() => this.#opened.delete(url))
    return opened
  }

  async end(): Promise<void> {
    const opened = await Promise.allSettled(this.#opened.values())
    for (const one of opened) if (one.status === 'fulfilled') await one.value.end()
  }
}
