import type { IncrementalView } from '../define/incremental-view.ts'
import type { MaterializedView } from '../define/materialized-view.ts'
import type { Definition } from '../define/project.ts'
import { partNames } from './incremental-view/incremental-parts.ts'
import { isIncremental } from './incremental-view/incremental-view-kind.ts'
import { isMaterialized } from './materialized-view/materialized-view-kind.ts'

/** A definition whose rows are kept. */
export type StoredDefinition = MaterializedView | IncrementalView

/** Whether the rows of a definition are kept. */
export const hasStoredRows = (definition: Pick<Definition, 'kind'>): definition is StoredDefinition =>
  isMaterialized(definition) || isIncremental(definition)

/** The relations behind a stored view, which are one thing with it to people. */
export const relationsBehind = (definition: Pick<Definition, 'kind'>, storage: string): string[] =>
  isIncremental(definition) ? [storage, partNames(storage).query.written] : [storage]
