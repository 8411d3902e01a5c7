import type { MaterializedView } from '../../define/materialized-view.ts'
import type { Definition } from '../../define/project.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { CreatedKind } from '../definition-kind.ts'
import { grainFacts } from '../grain-facts.ts'
import type { ObjectKind } from '../object-kind.ts'
import { queryDefinition } from '../query-definition.ts'
import { type DesiredStoredView, desiredStoredViewSchema } from './desired-stored-view.ts'
import { materializedViewStatements } from './storage-sql.ts'

/** A view whose rows are kept in a storage behind a plain view. */
export const materializedViewDefinition: CreatedKind<MaterializedView> = {
  plural: 'materialized views',
  ...queryDefinition,
  moved: (view, to) => ({ ...view, name: to.name(view.name), query: to.query(view.query) }),
  statements: (view, { rows }) => materializedViewStatements(view, rows.name, rows.query),
  desired({ description, grain, columnDescriptions, indexes }, common, { name: storage, query }) {
    const kind = 'materialized view'
    return { kind, ...common, description, columnDescriptions, query, grain, indexes, storage }
  },
}

export const materializedViewKind: ObjectKind<DesiredStoredView> = {
  schema: desiredStoredViewSchema,
  isShown: true,
  isOpaque: false,
  relations: ({ name, storage, query }) => [
    { name: storage, query, shownAs: name },
    { name, query: `select * from ${relationName(storage).sql}`, shownAs: name },
  ],
  text: ({ query }) => ({ sql: query, isQuery: true }),
  facts: storedFacts,
}

type Stored = Pick<DesiredStoredView, 'grain' | 'indexes'>

/** What changes in the key and the indexes of stored rows, in words. */
export function storedFacts(before: Stored, after: Stored): string[] {
  const [old = [], now = []] = [before, after].map(({ indexes }) => indexes.map((one) => JSON.stringify(one)))
  return [
    ...grainFacts(before, after),
    ...old.filter((index) => !now.includes(index)).map((index) => `index ${index} dropped`),
    ...now.filter((index) => !old.includes(index)).map((index) => `index ${index} added`),
  ]
}

/** Whether a definition is of a materialized view. */
export const isMaterialized = (definition: Pick<Definition, 'kind'>): definition is MaterializedView =>
  definition.kind === 'materialized view'
