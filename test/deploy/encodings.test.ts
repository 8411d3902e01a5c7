import { randomUUID } from 'node:crypto'
import { applyRelease, findDrift, planRelease, withClient } from 'sightline/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { catalogue } from '../support/catalogue.ts'
import { postgres } from '../support/postgres-major.ts'
import { customers, orders, panelsOf, shopRelease, viewOf } from './support/small-shop.ts'

const name = `latin_${randomUUID().replaceAll('-', '').slice(0, 16)}`
const role = `reader_of_${name}`
let server: string
const url = () => `${server}${name}`
const daily = (description: string) =>
  desiredState(
    shopRelease(
      [
        viewOf('shop.daily', 'day', 'select distinct day from orders', { description }),
        panelsOf('select day from shop.daily'),
      ],
      role,
    ),
  )

beforeAll(async () => {
  // Its packages have the locale C, which goes with every encoding.
  server = await postgres(15)
  await withClient(`${server}postgres`, (client) =>
    client.query(`create database ${name} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0`),
  )
  await withClient(url(), (client) => createSources(client, [customers, orders]))
})
afterAll(() =>
  withClient(`${server}postgres`, async (client) => {
    await client.query(`drop database ${name} with (force)`)
    await client.query(`drop role if exists ${role}`)
  }),
)

test('a text that the encoding of a database has no place for is refused before anything is done', () =>
  withClient(url(), async (client) => {
    const before = await catalogue(client, [role])
    const words =
      /the view shop\.daily has a character that this database cannot keep: its encoding is LATIN1/
    await expect(planRelease(client, daily('Turnover → 5 €'))).rejects.toThrow(words)
    await expect(applyRelease(client, daily('Turnover → 5 €'))).rejects.toThrow(words)
    expect(await catalogue(client, [role])).toEqual(before)
  }))

test('a text that it has is deployed, and is no drift', () =>
  withClient(url(), async (client) => {
    expect((await applyRelease(client, daily('Überschuß'))).outcome).toBe('done')
    expect(await findDrift(client, 'shop')).toEqual([])
  }))
