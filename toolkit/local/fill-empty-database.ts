import type { ClientBase } from 'pg'
import type { Project } from '../define/project.ts'
import type { Source } from '../define/source.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { inTransaction } from '../postgres/client.ts'
import { relationName } from '../sql/relation-name.ts'
import { copySample, type SampleOptions } from './copy-sample.ts'
import { addForeignKeys, createSourceTables } from './create-sources.ts'
import { Lanes } from './lanes.ts'
import { loadedSources, loadSample, refusedReference } from './load-sample.ts'

export interface FillOptions extends SampleOptions {
  /** Other connections to the database, over which tables are filled beside each other. */
  readonly beside?: readonly ClientBase[]
}

/**
 * Creates the source tables of a project and fills them with its sample, and returns how many rows it has.
 *
 * @throws SightlineError where one of them has rows: then nothing is done
 * @example await fillEmptyDatabase(client, project, { now: new Date(), scale: 1, seed: 1 })
 */
export async function fillEmptyDatabase(
  client: ClientBase,
  project: Project,
  { beside = [], ...options }: FillOptions,
): Promise<number> {
  const sources = loadedSources(project)
  for (const source of sources) await requireEmpty(client, source)
  const created = await createSourceTables(client, sources)
  const addKeys = () => addForeignKeys(client, created)
  // The foreign keys of a table that was there look for rows that another connection has not committed.
  if (beside.length === 0 || created.size < sources.length)
    return loadSample(client, project, { ...options, afterRows: addKeys })
  const clients = [client, ...beside]
  const total = await inTransactions(clients, () => copySample(clients, project, options))
  try {
    await inTransaction(client, addKeys)
  } catch (cause) {
    await client.query(`truncate ${sources.map(({ name }) => relationName(name).sql).join(', ')}`)
    throw refusedReference(sources, cause)
  }
  const lanes = new Lanes(clients)
  await Promise.all(
    sources.map(({ name }) => lanes.use((one) => one.query(`analyze ${relationName(name).sql}`))),
  )
  return total
}

/** Does something in a transaction of each of these connections; where it fails, all are rolled back. */
const inTransactions = <T>([first, ...others]: readonly ClientBase[], work: () => Promise<T>): Promise<T> =>
  first ? inTransaction(first, () => inTransactions(others, work)) : work()

async function requireEmpty(client: ClientBase, { name }: Source): Promise<void> {
  const table = relationName(name).sql
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    table,
  ])
  if (!rows[0]?.there) return
  const { rowCount } = await client.query(`select from ${table} limit 1`)
  if (rowCount === 0) return
  throw new SightlineError({
    code: 'table-not-empty',
    what: 'A source table has rows, which the sample would replace; nothing was changed.',
    value: name,
    next: 'Use an empty database: the sample is for one of your own, never for one that people use.',
  })
}
