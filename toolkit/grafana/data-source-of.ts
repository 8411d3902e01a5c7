import type { DataSource } from '../define/data-source.ts'
import type { Project } from '../define/project.ts'
import { SightlineError } from '../foundation/sightline-error.ts'

/** What of a project says which data source a query asks. */
export type DataSources = Pick<Project, 'dataSource'> & Partial<Pick<Project, 'dataSources' | 'databases'>>

/**
 * The data source that has what a query reads.
 *
 * @throws SightlineError for a query that reads two databases, naming `reader`
 */
export function dataSourceOf(
  { dataSource, dataSources = [], databases }: DataSources,
  relations: Iterable<string>,
  reader: string,
): DataSource {
  if (!databases || databases.size === 0) return dataSource
  let first: { readonly relation: string; readonly asked: DataSource } | undefined
  for (const relation of relations) {
    const database = databases.get(relation)
    const asked = dataSources.find((one) => one.database === database) ?? dataSource
    first ??= { relation, asked }
    if (first.asked !== asked) throw readsTwo(reader, [first.relation, relation])
  }
  return first?.asked ?? dataSource
}

function readsTwo(reader: string, relations: readonly string[]): SightlineError {
  return new SightlineError({
    code: 'several-databases',
    what: `A query of ${reader} reads two databases, and a data source has one.`,
    value: relations.join(' and '),
    next: 'Ask each database in a query of its own.',
  })
}
