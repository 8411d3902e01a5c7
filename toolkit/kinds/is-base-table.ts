import type { Definition } from '../define/project.ts'
import type { Source, Table } from '../define/source.ts'

/** Whether a definition is a table of the database, of somebody else or our own. */
export const isBaseTable = (definition: Pick<Definition, 'kind'>): definition is Source | Table =>
  definition.kind === 'source' || definition.kind === 'table'
