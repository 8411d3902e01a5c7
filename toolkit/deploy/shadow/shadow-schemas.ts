import type { ClientBase } from 'pg'
import { derivedName } from '../../sql/derived-name.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { moveSchemas } from '../../sql/move-schemas.ts'
import { nameChains } from '../../sql/name-chains.ts'
import { RelationName, relationName } from '../../sql/relation-name.ts'
import { sqlTokens } from '../../sql/sql-tokens.ts'
import { type LiveRelation, readRelations } from '../live/live-relation.ts'

/** Schemas in a transaction that is rolled back, in which what is planned can be created without touching what is live. */
export class ShadowSchemas {
  readonly #client: ClientBase
  readonly #names: ReadonlySet<string>
  /** The schemas here, by those that they stand for. */
  readonly #here: Map<string, string>
  /** What each schema here stands for: its name, and how this server prints it. */
  readonly #real = new Map<string, { readonly name: string; readonly printed: string }>()

  constructor(client: ClientBase, prefix: string, names: Iterable<string>) {
    this.#client = client
    this.#names = new Set(names)
    const schemas = ['public', ...[...this.#names].map((name) => relationName(name).schema)]
    this.#here = new Map(schemas.map((schema) => [schema, derivedName(schema, { prefix })]))
  }

  /** Creates the schemas and puts ours before the others on the search path. */
  async create(searchPath: string): Promise<void> {
    await this.#avoidOthers()
    // Event triggers find what they find when the phases run.
    await this.use(searchPath)
    for (const schema of this.#here.values())
      await this.#client.query(`create schema ${quoteIdentifier(schema)}`)
    const { rows } = await this.#client.query<{ name: string; printed: string }>(
      'select name, quote_ident(name) as printed from unnest($1::text[]) as one (name)',
      [[...this.#here.keys()]],
    )
    for (const real of rows) this.#real.set(this.#here.get(real.name) ?? '', real)
  }

  /** A schema of somebody else may have the name that one of ours would get. */
  async #avoidOthers(): Promise<void> {
    const { rows } = await this.#client.query<{ name: string }>(
      'select nspname::text as name from pg_namespace',
    )
    const taken = new Set(rows.map(({ name }) => name))
    for (const [schema, here] of this.#here) {
      let free = here
      while (taken.has(free)) free = derivedName(free, { suffix: '_' })
      this.#here.set(schema, free)
      taken.add(free)
    }
  }

  /** Puts our schemas on the search path. */
  async use(searchPath: string): Promise<void> {
    const path = [
      quoteIdentifier(this.#here.get('public') ?? 'public'),
      ...(searchPath === '' ? [] : [searchPath]),
    ]
    await this.#client.query(`set local search_path to ${path.join(', ')}`)
  }

  /** Whether a schema is one of these. */
  isHere(schema: string): boolean {
    return this.#real.has(schema)
  }

  /** A name of ours as it stands here. */
  here(name: string): RelationName {
    const { schema, name: plain } = relationName(name)
    return new RelationName(this.#here.get(schema) ?? schema, plain)
  }

  /** A name of ours as statements write it here. */
  nameOf(name: string): string {
    return this.here(name).sql
  }

  /** Makes SQL read what stands here. */
  rewrite(sql: string): string {
    return moveSchemas(sql, ({ schema, written }) =>
      this.#names.has(written) ? this.#here.get(schema) : undefined,
    )
  }

  /** Text that Postgres printed, as it would print it of what is live. */
  restore(text: string): string {
    const tokens = sqlTokens(text)
    const texts = tokens.map((token) => token.text)
    for (const { first, parts } of nameChains(tokens)) {
      const real = parts.length > 1 ? this.#real.get(parts[0] ?? '') : undefined
      if (real) texts[first] = real.printed
    }
    return texts.join('')
  }

  /** A name that Postgres gave for something here, as definitions write it. */
  restoreName(written: string): string {
    const { schema, name } = relationName(written)
    return new RelationName(this.#real.get(schema)?.name ?? schema, name).written
  }

  /** Reads what stands here under the names it will have. */
  async read(names: Iterable<string>): Promise<Map<string, LiveRelation>> {
    const here = [...names].map((name) => this.here(name).written)
    const found = await withCatalogPath(this.#client, () => readRelations(this.#client, here))
    return new Map(
      [...found.values()].map((relation) => {
        const name = this.restoreName(relation.name)
        const reads = relation.reads.map((read) => this.restoreName(read))
        const canonical = this.restore(relation.canonical)
        const definition = this.restore(relation.definition)
        const columns = relation.columns.map((column) => ({
          ...column,
          default: column.default === null ? null : this.restore(column.default),
          checks: column.checks.map((check) => this.restore(check)),
        }))
        const constraints = relation.constraints.map((one) => ({
          ...one,
          definition: this.restore(one.definition),
        }))
        return [name, { ...relation, name, columns, constraints, reads, canonical, definition }]
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
