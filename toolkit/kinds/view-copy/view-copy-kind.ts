import type { ObjectKind } from '../object-kind.ts'
import { shownName } from '../versioned-name.ts'
import type { DesiredCopy } from './desired-copy.ts'

/** A version of a view that only storages read; no definition names it. */
export const viewCopyKind: ObjectKind<DesiredCopy> = {
  isShown: false,
  isOpaque: false,
  relations: ({ name, query }) => [{ name, query, shownAs: shownName(name) }],
  text: ({ query }) => ({ sql: query, isQuery: true }),
  facts: () => [],
}
