import type { EmbeddedServer } from '../../embedded/embedded-server.ts'
import { isIncremental } from '../../kinds/incremental-view/incremental-view-kind.ts'
import { createSources } from '../../local/create-sources.ts'
import { deployFresh } from '../../local/deploy-fresh.ts'
import { freezeClock } from '../../local/frozen-clock.ts'
import { loadSample } from '../../local/load-sample.ts'
import { withClient } from '../../postgres/with-client.ts'
import { allSources } from '../../release/all-sources.ts'
import type { Release } from '../../release/release.ts'
import type { SqlObject } from '../../release/sql-object.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type IncrementalFault, proveIncremental } from './prove-incremental.ts'

const database = 'incremental'

/** What the incremental views of a release make of random changes, tried in a database of their own whose clock stands. */
export async function incrementalFaults(
  server: EmbeddedServer,
  release: Release,
  now: Date,
): Promise<IncrementalFault[]> {
  const sqlObjects = incrementalObjects(release.sqlObjects)
  if (sqlObjects.length === 0) return []
  const url = server.connectionString(database)
  await withClient(server.connectionString('postgres'), (client) =>
    client.query(`create database ${database}`),
  )
  await withClient(url, (client) => freezeClock(client, database, now))
  return withClient(url, async (client) => {
    await createSources(client, allSources(release))
    await loadSample(client, release.project, { now, scale: 1, seed: 1 })
    await deployFresh(client, { ...release, sqlObjects })
    return proveIncremental(client, release, now)
  })
}

/** The incremental views with all that they need. */
function incrementalObjects(objects: readonly SqlObject[]): SqlObject[] {
  const wanted = new Set(
    objects.filter(({ definition }) => definition && isIncremental(definition)).map(({ name }) => name),
  )
  for (const name of wanted)
    for (const needed of objects.find((one) => one.name === name)?.dependsOn ?? []) wanted.add(needed)
  const schemas = new Set([...wanted].map((name) => relationName(name).schema))
  return objects.filter(({ name, definition }) => (definition ? wanted.has(name) : schemas.has(name)))
}
