import type { ClientBase } from 'pg'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import type { DesiredIndex } from '../../kinds/index/desired-index.ts'
import { indexExpressions } from '../../kinds/index/index-expressions.ts'
import { isIndex } from '../../kinds/index/index-kind.ts'
import { type CatalogObject, needKey, queryDependencies } from '../../postgres/query-dependencies.ts'
import { relationName } from '../../sql/relation-name.ts'
import { namedSchemas } from './named-schemas.ts'
import { type NeededFunction, needsGraph, whoUses } from './needs-graph.ts'
import type { ShadowSchemas } from './shadow-schemas.ts'

/** What of others an index uses for each row. */
export interface IndexUses {
  readonly functions: readonly { readonly index: DesiredIndex; readonly called: NeededFunction }[]
  /** The schemas in which these look something up when they run. */
  readonly schemas: readonly { readonly index: DesiredIndex; readonly schema: string }[]
}

/** The functions of others that the indexes of a release call for each row of a table, and the schemas that these name. */
export async function indexUses(
  client: ClientBase,
  objects: readonly DesiredObject[],
  shadow: ShadowSchemas,
): Promise<IndexUses> {
  const indexes = objects.filter(isIndex)
  const roots = await rootsOf(client, indexes, shadow)
  if ([...roots.values()].every((needs) => needs.length === 0)) return { functions: [], schemas: [] }
  const graph = await needsGraph(client, [...roots.values()].flat(), { stored: [], shadow })
  const all = [...graph.functions.values()]
  const callers = whoUses(graph, roots, all.map(asObject))
  const callersOf = (called: NeededFunction) => callers.get(needKey(asObject(called))) ?? []
  const named = await namedSchemas(
    client,
    await schemasOfOthers(client, shadow),
    all.filter(({ isOpen }) => isOpen).map((one) => ({ sql: one.body, where: callersOf(one) })),
  )
  const callsOf = (names: readonly string[]) => indexes.filter(({ name }) => names.includes(name))
  return {
    functions: all
      .filter(({ schema }) => !shadow.isHere(schema))
      .flatMap((called) => callsOf(callersOf(called)).map((index) => ({ index, called }))),
    schemas: named.flatMap(({ schema, where }) => callsOf(where).map((index) => ({ index, schema }))),
  }
}

const asObject = ({ oid }: NeededFunction): CatalogObject => ({ table: 'pg_proc', oid })

/** What the expressions of each index are made of; those that Postgres refuses are refused as an index. */
async function rootsOf(
  client: ClientBase,
  indexes: readonly DesiredIndex[],
  shadow: ShadowSchemas,
): Promise<Map<string, CatalogObject[]>> {
  const computing = indexes.filter(
    ({ columns, predicate }) => predicate !== undefined || columns.includes('('),
  )
  const queries = computing.map((index) =>
    shadow.rewrite(`select ${indexExpressions(index).join(', ')} from ${relationName(index.on).sql}`),
  )
  const answers = await queryDependencies(client, queries)
  return new Map(
    computing.map(({ name }, at) => {
      const answer = answers[at]
      return [name, answer?.ok ? answer.needs.filter(({ table }) => table !== 'pg_class') : []]
    }),
  )
}

async function schemasOfOthers(client: ClientBase, shadow: ShadowSchemas): Promise<Set<string>> {
  const { rows } = await client.query<{ schema: string }>(
    `select nspname::text as schema from pg_namespace where nspname !~ '^(pg_|information_schema$)'`,
  )
  return new Set(rows.map(({ schema }) => schema).filter((schema) => !shadow.isHere(schema)))
}
