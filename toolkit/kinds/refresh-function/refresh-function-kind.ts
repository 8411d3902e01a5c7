import type { Definition } from '../../define/project.ts'
import type { LastRefresh, RefreshFunction } from '../../define/refresh-function.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { CreatedKind, Use } from '../definition-kind.ts'
import { refreshCall } from '../incremental-view/incremental-parts.ts'
import { isIncremental } from '../incremental-view/incremental-view-kind.ts'
import type { Mover } from '../mover.ts'
import { refreshFunctionStatements } from './refresh-function-sql.ts'

/** A function that refreshes stored views; in the database it is a function like others. */
export const refreshFunctionDefinition: CreatedKind<RefreshFunction> = {
  plural: 'refresh functions',
  rank: 3,
  usedAs: 'function',
  hasOwnNames: false,
  isUpkeep: true,
  isInSchema: true,
  isOpaque: true,
  reads({ views, log, lastRefresh }) {
    const noted = lastRefresh ? [lastRefresh.table.name] : []
    return { relations: [...views.map((view) => view.name), log.name, ...noted], text: '' }
  },
  uses({ log, lastRefresh }) {
    const logged: Use = { relation: log.name, privilege: 'INSERT' }
    if (!lastRefresh) return [logged]
    const relation = lastRefresh.table.name
    return [logged, { relation, privilege: 'INSERT' }, { relation, privilege: 'UPDATE' }]
  },
  moved: (definition, to) => ({
    ...definition,
    name: to.name(definition.name),
    views: definition.views.map((view) => to.relation(view)),
    log: to.relation(definition.log),
    ...(definition.lastRefresh && { lastRefresh: lastRefreshIn(definition.lastRefresh, to) }),
  }),
  statements: (definition, { storagesOf }) =>
    refreshFunctionStatements(
      definition,
      storagesOf(definition.views.map(({ name }) => name)).map(({ view, storage }) => ({
        view,
        storage,
        refresh: refreshSql(
          storage,
          definition.views.some((one) => one.name === view && isIncremental(one)),
        ),
      })),
    ),
  desired: ({ description }, common, _, [create = '']) => ({
    kind: 'function',
    ...common,
    description,
    create,
  }),
}

const refreshSql = (storage: string, byChanges: boolean): string =>
  byChanges
    ? `perform ${refreshCall(storage)}`
    : `refresh materialized view concurrently ${relationName(storage).sql}`

/** A table that others keep times in too needs a key of its own. */
function lastRefreshIn({ table, key }: LastRefresh, to: Mover): LastRefresh {
  return { table: to.relation(table), key: to.has(table.name) ? key : `${to.schema}.${key}` }
}

/** Whether a definition is of a function that refreshes. */
export const isRefreshFunction = (definition: Pick<Definition, 'kind'>): definition is RefreshFunction =>
  definition.kind === 'refresh function'
