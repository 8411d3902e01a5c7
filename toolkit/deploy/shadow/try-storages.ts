import type { ClientBase } from 'pg'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import { isMaterialized } from '../../kinds/materialized-view/desired-stored-view.ts'
import { storageStatements } from '../../kinds/materialized-view/storage-sql.ts'
import { sendStatements } from '../../postgres/send-statements.ts'
import { RelationName } from '../../sql/relation-name.ts'
import type { LiveState } from '../live/live-state.ts'
import { refusedDefinition } from './refused-definition.ts'
import type { ShadowSchemas } from './shadow-schemas.ts'

/** Stores no rows of each materialized view that is new: Postgres refuses of one what it takes of a view, as a column `xmin`, and an index over json. */
export async function tryStorages(
  client: ClientBase,
  objects: readonly DesiredObject[],
  shadow: ShadowSchemas,
  { relations }: LiveState,
): Promise<void> {
  for (const object of objects.filter(isMaterialized)) {
    const { storage } = object
    if (relations.has(storage)) continue
    const view = shadow.here(storage)
    const tried = new RelationName(view.schema, 'sightline_tried').written
    const statements = storageStatements(object, tried, `select * from ${view.sql} with no data`)
    await client.query('savepoint storage')
    try {
      await sendStatements(client, statements)
    } catch (error) {
      throw refusedDefinition(object, error)
    }
    await client.query('rollback to savepoint storage')
  }
}
