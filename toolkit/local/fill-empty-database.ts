import type { ClientBase } from 'pg'
import type { Project } from '../define/project.ts'
import type { Source } from '../define/source.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isSource } from '../kinds/source/source-kind.ts'
import { relationName } from '../sql/relation-name.ts'
import { addForeignKeys, createSourceTables } from './create-sources.ts'
import { loadSample, type SampleOptions } from './load-sample.ts'

/**
 * Creates the source tables of a project and fills them with its sample, and returns how many rows it has.
 *
 * @throws SightlineError where one of them has rows: then nothing is done
 * @example await fillEmptyDatabase(client, project, { now: new Date(), scale: 1, seed: 1 })
 */
export async function fillEmptyDatabase(
  client: ClientBase,
  project: Project,
  options: SampleOptions,
): Promise<number> {
  const sources = project.definitions.filter(isSource)
  for (const source of sources) await requireEmpty(client, source)
  const created = await createSourceTables(client, sources)
  return loadSample(client, project, { ...options, afterRows: () => addForeignKeys(client, created) })
}

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
