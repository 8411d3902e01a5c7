import type { Query } from '../../define/query.ts'
import type { View } from '../../define/view.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { givenRelations, type Named } from '../../sql/given-relations.ts'

/** A relation that is no view, and the view by whose query it is read where it is not the query's own. */
export interface ReadBelow {
  readonly relation: string
  readonly kind: string | undefined
  readonly by: string | undefined
}

/** What the rows of a query are made of. */
export interface QueriesBelow {
  /** It, and those of the views that it reads. */
  readonly queries: readonly Query[]
  readonly reads: readonly ReadBelow[]
}

/** What a query reads once every view in it is replaced by its own query. */
export function queriesBelow(query: Query, by?: string): QueriesBelow {
  const given = [...givenRelations(query.toOperationNode())]
  const parts = [...compileQuery(query).relations].map((relation): QueriesBelow => {
    const found = given.find(({ name }) => name === relation)
    if (found && isView(found)) return queriesBelow(found.query, found.name)
    return { queries: [], reads: [{ relation, kind: found?.kind, by }] }
  })
  return {
    queries: [query, ...parts.flatMap((part) => part.queries)],
    reads: parts.flatMap((part) => part.reads),
  }
}

const isView = (one: Named): one is View => one.kind === 'view'
