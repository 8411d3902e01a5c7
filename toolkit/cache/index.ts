/** Answers that are kept for a while; caches themselves are defined with `sightline`. */
export { AnswerCache, type AnswerCacheOptions, openCache } from './answer-cache.ts'
export type { CacheStatistics } from './cache-statistics.ts'
export type { Stored } from './stored-answer.ts'
