import type { UniqueGrains } from './data-checks/unique-grains.ts'
import type { DataQualityRuns } from './data-quality/data-quality-runs.ts'
import type { Definition } from './definition.ts'

/** What a project lists, and what is made once all of its views are known. */
export type OfViews = UniqueGrains | DataQualityRuns

const kinds: Readonly<Record<OfViews['kind'], true>> = { 'unique grains': true, 'data quality runs': true }

export const isOfViews = (one: Definition | OfViews): one is OfViews =>
  typeof one === 'object' && one !== null && Object.hasOwn(kinds, one.kind)
