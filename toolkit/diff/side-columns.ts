import { isRelation } from '../kinds/desired-object.ts'
import { objectKind } from '../kinds/object-kinds.ts'
import { knownNames } from './known-names.ts'
import type { Side } from './read-side.ts'
import { selectedExpressions } from './selected-expressions.ts'

/** A relation that queries can name, as one side has it. */
export interface SideRelation {
  readonly kind: 'view' | 'source' | 'table'
  readonly name: string
  /** Types by column, in their order. */
  readonly columns: ReadonlyMap<string, string>
  /** What each column of a view is computed by, as Postgres prints it; empty where that cannot be told. */
  readonly expressions: ReadonlyMap<string, string>
  /** The whole query of a view, as Postgres prints it. */
  readonly canonical: string
  /** What it reads, with the columns, as one text. */
  readonly reads: string
}

/** What only a query has. */
const plain = { expressions: new Map<string, string>(), canonical: '', reads: '' }

/** What queries of a side can select from. */
export function sideRelations({ release, relations, lineage }: Side): Map<string, SideRelation> {
  const { sources, objects } = release.desired
  const found = new Map<string, SideRelation>()
  const known = knownNames(release.desired)
  for (const { name, columns } of sources) {
    const types = new Map(Object.entries(columns))
    found.set(name, { ...plain, kind: 'source', name, columns: types })
  }
  for (const object of objects) {
    const { name } = object
    const live = relations.get(name)
    if (!live) continue
    const columns = new Map(live.columns.map((column) => [column.name, column.type]))
    const [rows] = objectKind(object).relations(object)
    if (rows && rows.query === undefined) {
      found.set(name, { ...plain, kind: 'table', name, columns })
    } else if (isRelation(object)) {
      const stored = rows && relations.get(rows.name)
      const canonical = known((stored ?? live).canonical)
      const expressions = selectedExpressions(canonical)
      const read = lineage.readBy(name).map(({ relation, columns: used }) => `${relation}: ${used.join(' ')}`)
      found.set(name, { kind: 'view', name, columns, expressions, canonical, reads: read.sort().join('\n') })
    }
  }
  return found
}
