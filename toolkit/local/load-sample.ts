import type { ClientBase } from 'pg'
import pg from 'pg'
import type { Project } from '../define/project.ts'
import type { Source } from '../define/source.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isSource } from '../kinds/source/source-kind.ts'
import { inTransaction } from '../postgres/client.ts'
import { isCatalog } from '../postgres/is-catalog.ts'
import { RelationName, relationName } from '../sql/relation-name.ts'
import { copySample, refusedRows, type SampleOptions } from './copy-sample.ts'

export interface LoadOptions extends SampleOptions {
  /** Done when all rows are there, in the same transaction. */
  readonly afterRows?: () => Promise<void>
}

/** Fills the source tables with the project's sample, in place of what was there, and returns how many rows it has. */
export async function loadSample(
  client: ClientBase,
  project: Project,
  options: LoadOptions,
): Promise<number> {
  const sources = loadedSources(project)
  const tables = sources.map(({ name }) => relationName(name).sql)
  let total = 0
  await inTransaction(client, async () => {
    if (tables.length > 0) await client.query(`truncate ${tables.join(', ')} restart identity`)
    total = await copySample([client], project, options)
    try {
      await client.query('set constraints all immediate')
      await options.afterRows?.()
    } catch (cause) {
      throw refusedReference(sources, cause)
    }
  })
  await client.query('analyze')
  return total
}

/** The sources that have tables of their own. */
export const loadedSources = ({ definitions }: Project): Source[] =>
  definitions.filter(isSource).filter((source) => !isCatalog(source))

/** Whether the source tables could not be emptied because other tables, which are not sources, refer to them. */
export function isTruncateRefused(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '0A000'
}

/** What refers to rows that are not there is found when all rows are. */
export function refusedReference(sources: readonly Source[], problem: unknown): unknown {
  const cause = problem instanceof SightlineError ? problem.cause : problem
  if (!(cause instanceof pg.DatabaseError)) return problem
  if (problem !== cause && cause.code !== brokenReference) return problem
  const { schema = 'public', table = '' } = cause
  const name = new RelationName(schema, table)
  const source = sources.find((one) => relationName(one.name).equals(name))
  return source ? refusedRows(source, cause) : problem
}

/** The code of Postgres for a foreign key without its row. */
const brokenReference = '23503'
