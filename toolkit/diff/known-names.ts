import { objectKind } from '../kinds/object-kinds.ts'
import type { DesiredState } from '../release/desired-state.ts'
import { relationName } from '../sql/relation-name.ts'

/** A text in which stored rows and copies have the names that people know: `analytics.paid__4f2a91c0` is `analytics.paid`. */
export type KnownNames = (text: string) => string

/** What releases call the rows behind their views; no other names are replaced. */
export function knownNames(...states: readonly DesiredState[]): KnownNames {
  const relations = states.flatMap(({ objects }) =>
    objects.flatMap((object) => objectKind(object).relations(object)),
  )
  const names = new Map(
    relations
      .filter(({ name, shownAs }) => name !== shownAs)
      .map(({ name, shownAs }) => [insideQuotes(name), insideQuotes(shownAs)]),
  )
  return (text) => {
    let known = text
    for (const [version, name] of names) known = known.replaceAll(version, name)
    return known
  }
}

/** A name as it stands in SQL, whether between quotes or without them. */
const insideQuotes = (name: string): string => relationName(name).name.replaceAll('"', '""')
