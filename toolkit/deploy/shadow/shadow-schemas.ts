import type { ClientBase } from 'pg'
import { qualify, quoteIdentifier, quoteLiteral, quoteName, splitName } from '../../sql/identifier.ts'
import { moveSchemas } from '../../sql/move-schemas.ts'
import { type LiveRelation, readRelations } from '../live/live-relation.ts'

/** Schemas in a transaction that is rolled back, in which what is planned can be created without touching what is live. */
export class ShadowSchemas {
  readonly #client: ClientBase
  readonly #prefix: string
  readonly #names: ReadonlySet<string>

  constructor(client: ClientBase, prefix: string, names: Iterable<string>) {
    this.#client = client
    this.#prefix = prefix
    this.#names = new Set(names)
  }

  /** Creates the schemas and puts ours before the others on the search path. */
  async create(searchPath: string): Promise<void> {
    const schemas = new Set(['public', ...[...this.#names].map((name) => splitName(name).schema)])
    for (const schema of schemas)
      await this.#client.query(`create schema ${quoteIdentifier(this.#prefix + schema)}`)
    await this.use(searchPath)
  }

  /** Puts our schemas on the search path. */
  async use(searchPath: string): Promise<void> {
    const path = [quoteIdentifier(`${this.#prefix}public`), ...(searchPath === '' ? [] : [searchPath])]
    await this.#client.query(`set local search_path to ${path.join(', ')}`)
  }

  /** A name of ours as it stands here. */
  nameOf(name: string): string {
    const { schema, name: plain } = splitName(name)
    return quoteName(`${this.#prefix}${schema}.${plain}`)
  }

  /** Makes SQL read what stands here. */
  rewrite(sql: string): string {
    return moveSchemas(sql, ({ schema, written }) =>
      this.#names.has(written) ? this.#prefix + schema : undefined,
    )
  }

  /** Text that Postgres printed, as it would print it of what is live. */
  restore(text: string): string {
    return text.replaceAll(this.#prefix, '')
  }

  /** A name that Postgres gave for something here, as definitions write it. */
  restoreName(name: string): string {
    return this.restore(name).replace(/^public\./, '')
  }

  /** Reads what stands here under the names it will have. */
  async read(names: Iterable<string>): Promise<Map<string, LiveRelation>> {
    const here = [...names].map((name) => {
      const { schema, name: plain } = splitName(name)
      return `${this.#prefix}${schema}.${plain}`
    })
    const found = await withCatalogPath(this.#client, () => readRelations(this.#client, here))
    return new Map(
      [...found.values()].map((relation) => {
        const name = this.restoreName(relation.name)
        const reads = relation.reads.map((read) => this.restoreName(read))
        const [canonical, definition] = [relation.canonical, relation.definition].map((t) => this.restore(t))
        return [name, { ...relation, name, reads, canonical: canonical ?? '', definition: definition ?? '' }]
      }),
    )
  }
}

/** Runs something with a search path on which Postgres prints every name of ours with its schema. */
export async function withCatalogPath<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ path: string }>(`select current_setting('search_path') as path`)
  await client.query(`set local search_path to pg_catalog`)
  const result = await work()
  await client.query(`select set_config('search_path', ${quoteLiteral(rows[0]?.path ?? '')}, true)`)
  return result
}

/** A qualified name, quoted. */
export const sqlName = (name: string): string => quoteName(qualify(name))
