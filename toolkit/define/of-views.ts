import type { UniqueGrains } from './data-checks/unique-grains.ts'
import type { DataQualityRuns } from './data-quality/data-quality-runs.ts'
import type { Definition } from './definition.ts'
import type { IncrementalView } from './incremental-view.ts'
import type { MaterializedView } from './materialized-view.ts'
import type { View } from './view.ts'

/** What a project lists, and what is made once all of its views are known. */
export type OfViews = UniqueGrains | DataQualityRuns

/** The views of a project. */
export type Views = readonly (View | MaterializedView | IncrementalView)[]

const kinds: Readonly<Record<OfViews['kind'], true>> = { 'unique grains': true, 'data quality runs': true }

export const isOfViews = (one: Definition | OfViews): one is OfViews =>
  typeof one === 'object' && one !== null && Object.hasOwn(kinds, one.kind)
