import { streamStart } from '../stream-id.ts'

/** Where a reader is in the updates of every shard. */
export type Positions = readonly string[]

/** As readers keep it: they send it back to go on from there. */
export const cursorText = (positions: Positions): string => positions.join('_')

/** Reads a cursor; undefined for what is none of a stream with as many shards. */
export function readCursor(text: unknown, shards: number): Positions | undefined {
  if (typeof text !== 'string') return undefined
  const positions = text.split('_')
  const isCursor = positions.length === shards && positions.every((one) => /^\d{1,15}-\d{1,15}$/.test(one))
  return isCursor ? positions : undefined
}

/** Before everything. */
export const beginning = (shards: number): string[] => Array.from({ length: shards }, () => streamStart)
