import type { Insertable } from 'kysely'
import type { RowOfRelation } from './relation.ts'
import type { Source } from './source.ts'

/** The row that can be inserted into a source: generated columns may be left out. */
export type SampleRow<S> = S extends Source ? Insertable<RowOfRelation<S>> : never

/** What a sample generator is given: its size, its seed, the time it is relative to, and a way to load rows. */
export interface SampleTarget {
  readonly now: Date
  /** 1 is the project's normal small size; the generator decides what that means. */
  readonly scale: number
  readonly seed: number
  /** Loads rows with COPY and returns how many there were. */
  copy<S extends Source>(source: S, rows: Iterable<SampleRow<S>>): Promise<number>
}

/** Fills the source tables with realistic data for the demo, the checks and the benchmarks. */
export type Sample = (target: SampleTarget) => Promise<void>
