import type { IncrementalView } from '../define/incremental-view.ts'
import type { MaterializedView } from '../define/materialized-view.ts'
import type { Definition } from '../define/project.ts'
import { isIncremental } from './incremental-view/incremental-view-kind.ts'
import { isMaterialized } from './materialized-view/materialized-view-kind.ts'

/** A definition whose rows are kept. */
export type StoredDefinition = MaterializedView | IncrementalView

/** Whether the rows of a definition are kept. */
export const hasStoredRows = (definition: Pick<Definition, 'kind'>): definition is StoredDefinition =>
  isMaterialized(definition) || isIncremental(definition)
