/** Answers that are kept for a while; caches themselves are defined with `sightline`. */

export type { Cache, CacheKey } from '../define/cache.ts'
export { affectedRelations } from './affected-relations.ts'
export { AnswerCache, type AnswerCacheOptions, openCache } from './answer-cache.ts'
export type { CacheStatistics } from './cache-statistics.ts'
export type { Stored } from './stored-answer.ts'
