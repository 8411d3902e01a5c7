import type { Query } from '../define/query.ts'
import { compileOnce } from '../sql/compile-query.ts'
import type { Reads } from './definition-kind.ts'

/** What definitions have in common that people read and that are made of a query. */
export const queryDefinition = {
  rank: 2,
  usedAs: 'relation',
  hasOwnNames: false,
  isUpkeep: false,
  isInSchema: true,
  isOpaque: false,
  reads({ query }: { readonly query: Query }): Reads {
    const { relations, rawText } = compileOnce(query)
    return { relations, text: rawText }
  },
  uses: () => [],
} as const
