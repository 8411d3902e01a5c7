import type { ObjectKind } from '../object-kind.ts'
import { type DesiredCopy, desiredCopySchema } from './desired-copy.ts'

/** A version of a view that only storages read; no definition names it. */
export const viewCopyKind: ObjectKind<DesiredCopy> = {
  schema: desiredCopySchema,
  isShown: false,
  isOpaque: false,
  relations: ({ name, of, query }) => [{ name, query, shownAs: of }],
  text: ({ query }) => ({ sql: query, isQuery: true }),
  facts: () => [],
}
