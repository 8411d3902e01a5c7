import type pg from 'pg'
import type { EmbeddedServer } from '../embedded/embedded-server.ts'
import { isView } from '../kinds/is-view.ts'
import { isRefreshFunction } from '../kinds/refresh-function/refresh-function-kind.ts'
import { desiredRollup } from '../kinds/rollup/desired-rollup.ts'
import { isRollupDefinition } from '../kinds/rollup/rollup-kind.ts'
import { isSchedule } from '../kinds/schedule/schedule-kind.ts'
import { createTableSql } from '../kinds/table/table-sql.ts'
import { createSources } from '../local/create-sources.ts'
import { createObject } from '../local/deploy-fresh.ts'
import { freezeClock } from '../local/frozen-clock.ts'
import { openDatabase } from '../local/local-record.ts'
import { recreateDatabase } from '../local/scratch-database.ts'
import { inTransaction } from '../postgres/client.ts'
import { allSources } from '../release/all-sources.ts'
import type { Release } from '../release/release.ts'
import type { SqlObject } from '../release/sql-object.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { createView, provenViews } from './proven-view.ts'

/**
 * Makes an empty database with all of a release that queries can read, in which the clock stands; the caller ends the
 * client. Stored rows would be those of another moment, so materialized views are plain ones; and roll-ups have no
 * partitions, which would be those of today.
 */
export async function proofDatabase(
  server: Pick<EmbeddedServer, 'connectionString'>,
  name: string,
  release: Release,
): Promise<pg.Client> {
  await recreateDatabase(server, name)
  const setup = await openDatabase(server, name)
  try {
    await freezeClock(setup, name, new Date(0))
    await setup.query(`alter database ${quoteIdentifier(name)} set jit = off`)
  } finally {
    await setup.end()
  }
  const client = await openDatabase(server, name)
  await inTransaction(client, () => createAll(client, release))
  return client
}

async function createAll(client: pg.ClientBase, release: Release): Promise<void> {
  await createSources(client, allSources(release))
  const views = new Map(provenViews(release).map((view) => [view.name, createView(view)]))
  for (const object of release.sqlObjects) {
    const { definition, copyOf, name } = object
    const keepsUp = definition && (isRefreshFunction(definition) || isSchedule(definition))
    if (copyOf !== undefined || keepsUp) continue
    const own = definition && isView(definition) ? views.get(name) : plainRollup(definition)
    await createObject(client, own === undefined ? object : { ...object, statements: [own] })
  }
}

function plainRollup(definition: SqlObject['definition']): string | undefined {
  if (!definition || !isRollupDefinition(definition)) return undefined
  const { name, columns, primaryKey } = desiredRollup(definition, {
    name: definition.name,
    hash: '',
    dependsOn: [],
  })
  return createTableSql({ name, columns, primaryKey })
}
