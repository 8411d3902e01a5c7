import {
  DummyDriver,
  Kysely,
  type KyselyConfig,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { DatabaseOf, Relation } from './relation.ts'

const definitionsOnly: KyselyConfig = {
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}

/**
 * A Kysely that knows these relations and nothing else, so that a typo in a table or a column does not compile.
 *
 * @example from(videos, channels).selectFrom('videos').innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
 */
export function from<const Relations extends readonly Relation[]>(
  ..._relations: Relations
): Kysely<DatabaseOf<Relations>> {
  return new Kysely<DatabaseOf<Relations>>(definitionsOnly)
}
