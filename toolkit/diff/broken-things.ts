import { isSourceKind } from '../kinds/source/source-kind.ts'
import type { BrokenReader, BrokenThing } from './diff-report.ts'
import { type ReaderFates, readersOf } from './reader-fates.ts'
import { type SideRelation, sideRelations } from './side-columns.ts'

type ColumnChange = Pick<BrokenThing, 'change' | 'before' | 'after'> & { readonly column: string }

/** Every column and relation that is dropped, renamed or retyped, with all that reads it, the worst first. */
export function brokenThings(fates: ReaderFates): BrokenThing[] {
  const [old, now] = [sideRelations(fates.base), sideRelations(fates.head)]
  const things = [...old.values()].flatMap((before) => {
    const after = now.get(before.name)
    return after ? brokenColumns(before, after, fates) : [brokenRelation(before, old, now, fates)]
  })
  const told = things.filter(({ kind, readers }) => !isDeclared(kind) || readers.length > 0)
  return told.sort((a, b) => severity(b) - severity(a))
}

/** A source that nobody reads is only no longer declared; its table stays as it is. */
const isDeclared = (kind: BrokenThing['kind']): boolean => isSourceKind(kind) || kind === 'source column'

function severity({ readers }: BrokenThing): number {
  return readers.some(({ fate }) => fate === 'fails') ? 2 : readers.length > 0 ? 1 : 0
}

function brokenRelation(
  { kind, name, canonical }: SideRelation,
  old: ReadonlyMap<string, SideRelation>,
  now: ReadonlyMap<string, SideRelation>,
  fates: ReaderFates,
): BrokenThing {
  const renamed = [...now.values()].find(
    (other) => !old.has(other.name) && canonical !== '' && other.canonical === canonical,
  )
  const readers = readersOf(fates, name)
  return {
    change: renamed ? 'renamed' : 'dropped',
    kind,
    name,
    before: undefined,
    after: renamed?.name,
    readers,
  }
}

function brokenColumns(before: SideRelation, after: SideRelation, fates: ReaderFates): BrokenThing[] {
  const changes = [...before.columns].flatMap(([column, type]) => columnChange(column, type, before, after))
  return changes.map(({ column, ...change }): BrokenThing => {
    const readers: readonly BrokenReader[] = readersOf(fates, before.name, column)
    const kind = isSourceKind(before.kind) ? 'source column' : 'column'
    return { ...change, kind, name: `${before.name}.${column}`, readers }
  })
}

function columnChange(
  column: string,
  type: string,
  before: SideRelation,
  after: SideRelation,
): ColumnChange[] {
  const now = after.columns.get(column)
  if (now === type) return []
  if (now !== undefined) return [{ column, change: 'retyped', before: type, after: now }]
  const candidates = [...after.columns].filter(
    ([name, other]) =>
      !before.columns.has(name) && other === type && isSameColumn(column, before, name, after),
  )
  const [renamed] = candidates
  return [
    renamed && candidates.length === 1
      ? { column, change: 'renamed', before: type, after: renamed[0] }
      : { column, change: 'dropped', before: type, after: undefined },
  ]
}

/**
 * Whether a column under another name is computed by the same expression: also where the parts of the query follow the
 * new name, as long as the query reads the same columns.
 */
function isSameColumn(column: string, before: SideRelation, name: string, after: SideRelation): boolean {
  const [old, now] = [before.expressions.get(column), after.expressions.get(name)]
  if (old === undefined || now === undefined) return false
  const followed = old.split(' ').map((word) => (word === column ? name : word))
  return old === now || (followed.join(' ') === now && before.reads === after.reads)
}
