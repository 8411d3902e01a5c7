import {
  DummyDriver,
  Kysely,
  type KyselyPlugin,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import { noteRelations } from '../sql/given-relations.ts'
import type { Relations } from './queries/relations.ts'
import type { DatabaseOf, InOneDatabase, Relation } from './relation.ts'

/** One for all queries: a compiler of its own for each would be most of what a definition takes in memory. */
const definitionsOnly = new Kysely<Record<string, unknown>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/**
 * A Kysely that knows these relations and nothing else, so that a typo in a table or a column does not compile.
 *
 * @example from(videos, channels).selectFrom('videos').innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
 */
export function from<const Given extends readonly Relation[]>(
  ...relations: InOneDatabase<Given[0], Given>
): Relations<DatabaseOf<Given>>
// It is Kysely's own object, which `Relations` describes; the compiler gives up on comparing both.
export function from(...relations: readonly Relation[]): object {
  const [relation, ...others] = relations
  if (relation === undefined || others.length > 0) return definitionsOnly.withPlugin(noting(relations))
  const known = ofOneRelation.get(relation) ?? definitionsOnly.withPlugin(noting(relations))
  ofOneRelation.set(relation, known)
  return known
}

/** A thousand panels of one relation share its Kysely, which never changes. */
const ofOneRelation = new WeakMap<Relation, object>()

/** Lets a query know the definitions behind the names that it may use. */
function noting(relations: readonly Relation[]): KyselyPlugin {
  return {
    transformQuery: ({ node }) => noteRelations(node, relations),
    transformResult: async ({ result }) => result,
  }
}
