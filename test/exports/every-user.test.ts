import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type pg from 'pg'
import {
  applyRelease,
  buildRelease,
  createSources,
  desiredState,
  exportFormats,
  loadSample,
  refreshViews,
  runExport,
} from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import project from '../../sightline.config.ts'
import { testDatabase } from '../support/database.ts'
import { releaseLater } from '../support/resources.ts'

const release = buildRelease(project)
let client: pg.Client
beforeAll(async () => {
  const database = await testDatabase()
  client = await database.connect()
  await createSources(client, release.sources)
  await loadSample(client, project, { now: new Date(), scale: 0.1, seed: 1 })
  await applyRelease(client, desiredState(release))
  await refreshViews(client, project, { onStep: () => {} })
  releaseLater(async () => {
    const owner = await database.connect()
    await owner.query('drop owned by grafana_reader')
  })
})

/** The texts of each row: some of its numbers grow with the clock. */
async function rowsOf(name: string, user: string | undefined): Promise<Record<string, unknown>[]> {
  const out = new PassThrough()
  const lines = text(out)
  const wanted = { user, from: undefined, to: undefined, now: new Date() }
  const asked = { name, format: exportFormats.ndjson, wanted, timeout: 20_000, onRows: () => {} }
  await runExport(client, release, asked, out)
  const rows = (await lines).split('\n').filter(Boolean)
  return rows.map((line) => {
    const row: Record<string, unknown> = JSON.parse(line)
    return Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value === 'string'))
  })
}

describe.each(release.exports.map(({ name, userColumn }) => ({ name, userColumn })))(
  'the export $name',
  ({ name, userColumn }) => {
    it('gives each user of the sample their own rows, and nobody those of another', async () => {
      if (userColumn === undefined) throw new Error('the project has an export that is for nobody')
      const { rows: users } = await client.query<{ user_id: string }>('select user_id from users')
      const everything = await rowsOf(name, undefined)
      expect(users.length).toBeGreaterThan(10)
      expect(new Set(everything.map((row) => row[userColumn])).size).toBeGreaterThan(5)
      for (const { user_id } of users)
        expect(await rowsOf(name, user_id)).toEqual(everything.filter((row) => row[userColumn] === user_id))
    })
  },
)
