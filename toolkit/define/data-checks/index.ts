/** What is wrong with rows when a query returns any, and the checks that are ready to be used. */
export { dataCheck } from '../data-check.ts'
export { dataQuality } from '../data-quality/data-quality.ts'
export { acceptedValues } from './accepted-values.ts'
export { freshness } from './freshness.ts'
export { notNull } from './not-null.ts'
export { relationship } from './relationship.ts'
export { rowCountBetween } from './row-count-between.ts'
export { uniqueGrains } from './unique-grains.ts'
