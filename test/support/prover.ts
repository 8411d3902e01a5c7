import { randomUUID } from 'node:crypto'
import { type Definition, defineProject } from 'sightline'
import { buildRelease, type Prover, type Release } from 'sightline/engine'
import { inject } from 'vitest'
import { withClient } from '../../toolkit/postgres/with-client.ts'
import { proofDatabase } from '../../toolkit/proofs/proof-database.ts'
import { openProver } from '../../toolkit/proofs/prover.ts'
import { shop } from '../fixtures/shop.ts'
import { releaseLater } from './resources.ts'

/** A prover of definitions on the run's own server. */
export const proverOf = (definitions: readonly Definition[], longestSeconds?: number): Promise<Prover> =>
  proverOfRelease(buildRelease(defineProject({ ...shop, definitions })), longestSeconds)

/** A prover of a release on the run's own server. */
export async function proverOfRelease(release: Release, longestSeconds?: number): Promise<Prover> {
  const server = { connectionString: (database: string) => `${inject('server')}${database}` }
  const name = `proofs_${randomUUID().replaceAll('-', '')}`
  const client = await proofDatabase(server, name, release)
  releaseLater(async () => {
    await client.end()
    await withClient(server.connectionString('postgres'), (other) => other.query(`drop database ${name}`))
  })
  return openProver(client, release, longestSeconds)
}
