import { type DesiredRelation, isRelation } from '../../kinds/desired-object.ts'
import { typeParts } from '../../sql/type-parts.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import type { Records } from '../records/records.ts'
import type { ColumnType } from './expanded-form.ts'

/** Finds the columns by which rows of a relation's old and new query can be matched. */
export function matchColumns({ records, casts }: { records: Records; casts: ReadonlySet<string> }) {
  const old = new Map(
    (records.current?.desired.objects ?? []).filter(isRelation).map((object) => [object.name, object.grain]),
  )
  /** The grain, where it is the same one and of the same types; none for a view of one row. */
  const columnsFor = (
    { name, grain }: DesiredRelation,
    actual: readonly ColumnType[],
    live: LiveRelation | undefined,
  ): readonly string[] | undefined => {
    const before = old.get(name)
    if (!live || !before || before.length !== grain.length) return undefined
    const typeIn = (columns: readonly ColumnType[], column: string) =>
      columns.find((candidate) => candidate.name === column)?.type
    const same = grain.every(
      (column) =>
        before.includes(column) &&
        typeIn(actual, column) !== undefined &&
        typeIn(actual, column) === typeIn(live.columns, column),
    )
    return same ? grain : undefined
  }
  const castable = (from: string, to: string) => {
    const [before, after] = [typeParts(from).base, typeParts(to).base]
    return before === after || casts.has(`${before} ${after}`)
  }
  return { columnsFor, castable }
}
