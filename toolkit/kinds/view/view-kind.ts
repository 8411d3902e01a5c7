import type { View } from '../../define/view.ts'
import { compileOnce } from '../../sql/compile-query.ts'
import { relationName } from '../../sql/relation-name.ts'
import { withOptions } from '../../sql/with-options.ts'
import type { CreatedKind } from '../definition-kind.ts'
import { grainFacts } from '../grain-facts.ts'
import type { ObjectKind } from '../object-kind.ts'
import { queryDefinition } from '../query-definition.ts'
import { relationComments } from '../relation-comments.ts'
import { type DesiredView, desiredViewSchema } from './desired-view.ts'

/** A view. */
export const viewDefinition: CreatedKind<View> = {
  plural: 'views',
  ...queryDefinition,
  moved: (view, to) => ({ ...view, name: to.name(view.name), query: to.query(view.query) }),
  statements: ({ name, query, description, columnDescriptions, with: options }) => [
    createViewSql(name, compileOnce(query).sql, options),
    ...relationComments('view', name, description, columnDescriptions),
  ],
  desired({ description, grain, columnDescriptions, query, with: options }, common) {
    return {
      kind: 'view',
      ...common,
      description,
      query: compileOnce(query).sql,
      grain,
      columnDescriptions,
      ...(options.length > 0 ? { options } : {}),
    }
  },
}

/** CREATE OR REPLACE VIEW. */
export const createViewSql = (name: string, query: string, options: readonly string[] = []): string =>
  `create or replace view ${relationName(name).sql}${withOptions(options)} as\n${query}`

export const viewKind: ObjectKind<DesiredView> = {
  schema: desiredViewSchema,
  isShown: true,
  isOpaque: false,
  relations: ({ name, query }) => [{ name, query, shownAs: name }],
  text: ({ query }) => ({ sql: query, isQuery: true }),
  facts: grainFacts,
}
