import type { ClientBase } from 'pg'
import pg from 'pg'
import type { Source } from '../define/source.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { createTable, foreignKeysOf, keyText } from '../kinds/table/table-sql.ts'
import { neededTypes } from '../kinds/table/type-sql.ts'
import { isCatalog } from '../postgres/is-catalog.ts'
import { createTypes } from '../postgres/needed-types.ts'
import { place } from '../release/project-index.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'

/**
 * Creates the declared source tables in a database of our own, with their schemas, types and foreign keys; a table that
 * is there already is left as it is.
 *
 * @throws SightlineError where a source refers to a table that is not among them, or Postgres refuses one
 */
export async function createSources(client: ClientBase, declared: readonly Source[]): Promise<void> {
  await addForeignKeys(client, await createSourceTables(client, declared))
}

/** Tables that were made, and the statements that add the foreign keys of each. */
export type CreatedTables = ReadonlyMap<Source, readonly string[]>

/** The same without the foreign keys: many rows are loaded in half the time before there are any. */
export async function createSourceTables(
  client: ClientBase,
  declared: readonly Source[],
): Promise<CreatedTables> {
  const sources = declared.filter((source) => !isCatalog(source))
  const foreignKeys = new Map(sources.map((source) => [source, foreignKeysIn(source, sources)]))
  const schemas = new Set(sources.map(({ name }) => relationName(name).schema))
  schemas.delete('public')
  for (const schema of schemas) await client.query(`create schema if not exists ${quoteIdentifier(schema)}`)
  const missing: Source[] = []
  for (const source of sources) if (!(await exists(client, source))) missing.push(source)
  for (const source of missing) {
    const localType = await refusable(source, () => createTypes(client, neededTypes(source.columns)))
    await run(client, source, createTable(source, localType))
    if (source.database) await run(client, source, readableByAll(source))
  }
  return new Map(missing.map((source) => [source, foreignKeys.get(source) ?? []]))
}

/** Adds the foreign keys of tables, once all of these are there. */
export async function addForeignKeys(client: ClientBase, created: CreatedTables): Promise<void> {
  for (const [source, statements] of created) {
    for (const statement of statements) await run(client, source, statement)
  }
}

/** Who reads another database does so with its own role there, which no deploy of ours gives anything. */
function readableByAll({ name }: Source): string {
  const { sql, schema } = relationName(name)
  return `grant usage on schema ${quoteIdentifier(schema)} to public; grant select on ${sql} to public`
}

/**
 * The statements that add a source's foreign keys once all tables are there, so that they may form circles. They are
 * looked at when a transaction ends, so that the rows of a circle can be loaded one table after the other.
 */
function foreignKeysIn(source: Source, sources: readonly Source[]): string[] {
  const table = relationName(source.name).sql
  return foreignKeysOf(source).map((key) => {
    const target = relationName(key.references)
    if (!sources.some(({ name }) => relationName(name).equals(target)))
      throw unlisted(source, key.columns.join(', '), target.written)
    return `alter table ${table} add ${keyText(key).sql} deferrable initially deferred`
  })
}

function unlisted(source: Source, column: string, target: string): SightlineError {
  return new SightlineError({
    code: 'unlisted-definition',
    what: `The column ${column} of the source ${source.name} refers to ${target}, which is not a listed source.`,
    value: target,
    ...place(source),
    next: `Add the source ${target} to \`definitions\` in sightline.config.ts, or leave out the reference.`,
  })
}

async function exists(client: ClientBase, { name }: Source): Promise<boolean> {
  const { rows } = await client.query('select to_regclass($1) is not null as found', [relationName(name).sql])
  return rows[0]?.found === true
}

const run = (client: ClientBase, source: Source, statement: string) =>
  refusable(source, () => client.query(statement), statement)

async function refusable<T>(source: Source, work: () => Promise<T>, statement = source.name): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError)) throw cause
    throw new SightlineError(
      {
        code: 'definition-refused',
        what: `Postgres refuses the table of the source ${source.name}: ${cause.message}.`,
        value: statement,
        ...place(source),
        next: 'Correct the declaration of the source.',
      },
      { cause },
    )
  }
}
