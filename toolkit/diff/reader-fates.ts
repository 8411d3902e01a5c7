import { isFunction } from '../kinds/function/function-kind.ts'
import type { LineageEdge } from '../lineage/graph.ts'
import type { ComparedQuery } from './compared-release.ts'
import type { BrokenReader } from './diff-report.ts'
import type { Pairs } from './pair-up.ts'
import type { Side } from './read-side.ts'

/** What is needed to say what becomes of a reader. */
export interface ReaderFates {
  readonly base: Side
  readonly head: Side
  readonly pairs: Pairs<ComparedQuery>
}

/** What reads a relation, or a column of it, on either side, and what becomes of it. */
export function readersOf(fates: ReaderFates, relation: string, column?: string): BrokenReader[] {
  const { base, head } = fates
  const before = readingEdges(base, relation, column)
  const known = new Set(before.map(({ reader }) => headName(fates, reader) ?? reader))
  const later = readingEdges(head, relation, column).filter(({ reader }) => !known.has(reader))
  const readers = before.map(({ reader }) => readerOf(fates, reader, relation, column))
  const others = later.map(
    ({ reader }): BrokenReader => ({
      kind: kindOf(head, reader),
      name: reader,
      fate: 'reads it still',
      message: undefined,
    }),
  )
  return [...readers, ...others].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
}

const order: readonly BrokenReader['fate'][] = ['fails', 'reads it still', 'removed', 'adapted']
const rank = ({ fate }: BrokenReader): number => order.indexOf(fate)

/** Where only the relation is known to be read, as by `count(*)`, a column of it is taken not to be. */
function readingEdges(
  { lineage, release }: Side,
  relation: string,
  column: string | undefined,
): LineageEdge[] {
  return lineage.readersOf(relation, column).filter(({ reader, columnsUnknown }) => {
    if (column === undefined || !columnsUnknown) return true
    const found = release.desired.objects.find(({ name }) => name === reader)
    return found !== undefined && isFunction(found) && found.create.split(/\W+/).includes(column)
  })
}

function readerOf(
  fates: ReaderFates,
  reader: string,
  relation: string,
  column: string | undefined,
): BrokenReader {
  const { base, head } = fates
  const kind = kindOf(base, reader)
  const later = headName(fates, reader)
  if (later === undefined) return { kind, name: reader, fate: 'removed', message: undefined }
  const message = [...head.failures].find(([{ where }]) => where === later)?.[1]
  if (message !== undefined) return { kind, name: later, fate: 'fails', message }
  const still = readingEdges(head, relation, column).some((edge) => edge.reader === later)
  return { kind, name: later, fate: still ? 'reads it still' : 'adapted', message: undefined }
}

const kindOf = ({ lineage }: Side, name: string): string => lineage.nodes.get(name)?.kind ?? 'view'

/** What a reader of the base is called in the head; undefined where it is gone. */
function headName({ base, head, pairs }: ReaderFates, reader: string): string | undefined {
  if (base.queries.some(({ where }) => where === reader)) {
    return pairs.kept.find(([before]) => before.where === reader)?.[1].where
  }
  return head.lineage.nodes.has(reader) ? reader : undefined
}
