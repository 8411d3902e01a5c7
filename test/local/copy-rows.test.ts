import { source } from 'sightline'
import { integer, jsonb, text } from 'sightline/columns'
import { loadSample, SightlineError } from 'sightline/engine'
import type { Sample } from 'sightline/sample'
import { describe, expect, test } from 'vitest'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { inTransaction } from '../../toolkit/postgres/client.ts'
import { copyRows } from '../../toolkit/postgres/copy-rows.ts'
import { relationName } from '../../toolkit/sql/relation-name.ts'
import { testDatabase } from '../support/database.ts'
import { projectOf } from './small-project.ts'

const client = await (await testDatabase()).connect()
await client.query('create table notes (id integer, v text)')

describe('rows whose keys differ', () => {
  test('a later row with a key that the first does not have is refused, not loaded without it', async () => {
    const copied = copyRows(client, relationName('notes'), [{ id: 1 }, { id: 2, v: 'lost' }])
    await expect(copied).rejects.toThrow(SightlineError)
    await expect(copied).rejects.toThrow(/notes.*\bv\b|\bv\b.*notes/s)
    await expect(copied).rejects.toThrow(/[Rr]ow 2/)
    const { rows } = await client.query('select * from notes')
    expect(rows).toEqual([])
  })

  test('the refusal rolls the transaction back and leaves the connection in order', async () => {
    const rows = Array.from({ length: 50_000 }, (_, id) => (id < 49_000 ? { id } : { id, v: 'late' }))
    await expect(inTransaction(client, () => copyRows(client, relationName('notes'), rows))).rejects.toThrow(
      'Row 49001',
    )
    expect((await client.query('select * from notes')).rows).toEqual([])
  })

  test('keys in another order, missing or undefined are no loss', async () => {
    const rows = [{ id: 1, v: 'a' }, { v: 'b', id: 2 }, { id: 3 }, { id: 4, v: 'd', w: undefined }]
    expect(await copyRows(client, relationName('notes'), rows)).toBe(4)
    const found = await client.query('select id, v from notes order by id')
    expect(found.rows).toEqual([
      { id: 1, v: 'a' },
      { id: 2, v: 'b' },
      { id: 3, v: null },
      { id: 4, v: 'd' },
    ])
  })
})

test('a sample writes objects, lists and text into json columns, and null stays NULL', async () => {
  const settings = source('settings', {
    description: 'What users chose.',
    columns: { id: integer().primaryKey(), plain: text().nullable(), value: jsonb<unknown>().nullable() },
  })
  const values = [{ newsletter: true }, [1, 2], 'hello', 'back\\slash "quoted"\nline', 7, false, null]
  const project = projectOf([settings], async ({ copy }) => {
    await copy(
      settings,
      values.map((value, id) => ({ id, plain: 'hello', value })),
    )
  })
  await createSources(client, [settings])
  await loadSample(client, project, { now: new Date(), scale: 1, seed: 1 })
  const { rows } = await client.query(
    'select plain, value, value is null as missing from settings order by id',
  )
  expect(rows.map(({ value }) => value)).toEqual(values)
  expect(rows.map(({ missing }) => missing)).toEqual(values.map((value) => value === null))
  expect(new Set(rows.map(({ plain }) => plain))).toEqual(new Set(['hello']))
})

test('a sample that throws is told with its place, and leaves the rows that were there', async () => {
  const notes = source('scribbles', { description: 'What somebody wrote.', columns: { note: text() } })
  await createSources(client, [notes])
  const load = (sample: Sample) =>
    loadSample(client, projectOf([notes], sample), { now: new Date(), scale: 1, seed: 1 })
  await load(({ copy }) => copy(notes, [{ note: 'kept' }]).then(() => {}))
  const broken = load(async ({ copy }) => {
    await copy(notes, [{ note: 'new' }])
    throw new RangeError('Invalid array length')
  })
  await expect(broken).rejects.toThrow(
    /The sample throws: Invalid array length[\s\S]*copy-rows\.test\.ts:\d+/,
  )
  expect((await client.query('select note from scribbles')).rows).toEqual([{ note: 'kept' }])
})
