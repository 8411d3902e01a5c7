/** How a cache fared in this process. */
export interface CacheStatistics {
  /** Answers that were there and good. */
  hits: number
  /** Answers that had to be computed or waited for. */
  misses: number
  /** Computations, whoever waited for them. */
  computed: number
  /** Callers who got the answer of a computation that was under way. */
  shared: number
  /** Answers that were computed anew before they were no longer good. */
  early: number
  /** Old answers that were given since computing them anew failed. */
  stale: number
  /** Computations that failed. */
  failed: number
}

export const noStatistics = (): CacheStatistics => ({
  hits: 0,
  misses: 0,
  computed: 0,
  shared: 0,
  early: 0,
  stale: 0,
  failed: 0,
})
