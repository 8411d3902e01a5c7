import type { LiveRelation } from '../live/live-relation.ts'

type Relations = ReadonlyMap<string, Pick<LiveRelation, 'name' | 'type' | 'reads'>>

const knownReaders = new WeakMap<Relations, ReadonlyMap<string, readonly string[]>>()
const knownDepths = new WeakMap<Relations, Map<string, number>>()

/** The relations that have to be dropped together: these, and all of ours that read them. */
export function withDependents(relations: Relations, roots: Iterable<string>): Set<string> {
  const readers = readersOf(relations)
  const found = new Set(roots)
  for (const name of found) for (const reader of readers.get(name) ?? []) found.add(reader)
  return found
}

/** How many relations lie below one: whatever reads another lies above it. */
export function depthOf(relations: Relations, name: string): number {
  const depths = knownDepths.get(relations) ?? new Map<string, number>()
  knownDepths.set(relations, depths)
  const known = depths.get(name)
  if (known !== undefined) return known
  // In a circle, which Postgres does not have and a plan between two releases may, the first one lies above.
  depths.set(name, 0)
  const below = (relations.get(name)?.reads ?? []).filter((read) => relations.has(read))
  const depth = 1 + Math.max(0, ...below.map((read) => depthOf(relations, read)))
  depths.set(name, depth)
  return depth
}

function readersOf(relations: Relations): ReadonlyMap<string, readonly string[]> {
  const known = knownReaders.get(relations)
  if (known) return known
  const readers = new Map<string, string[]>()
  for (const { name, type, reads } of relations.values()) {
    if (type !== 'view') continue
    for (const read of reads) readers.set(read, [...(readers.get(read) ?? []), name])
  }
  knownReaders.set(relations, readers)
  return readers
}
