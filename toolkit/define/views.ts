import type { IncrementalView } from './incremental-view.ts'
import type { MaterializedView } from './materialized-view.ts'
import type { View } from './view.ts'

/** The views of a project. */
export type Views = readonly (View | MaterializedView | IncrementalView)[]
