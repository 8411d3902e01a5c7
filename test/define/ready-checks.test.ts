import type pg from 'pg'
import { defineProject, rows, source, sql, view } from 'sightline'
import { bigint, text, timestamptz } from 'sightline/columns'
import {
  acceptedValues,
  dataCheck,
  freshness,
  notNull,
  relationship,
  rowCountBetween,
  uniqueGrains,
} from 'sightline/data-checks'
import { compileQuery } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { testDatabase } from '../support/database.ts'

const description = 'For a test.'
const people = source('people', {
  description,
  columns: { id: bigint().primaryKey(), name: text().nullable() },
})
const visits = source('visits', {
  description,
  columns: {
    person: bigint().nullable(),
    day: text(),
    page: text(),
    at: timestamptz(),
  },
})
const pages = view('pages', {
  description,
  grain: ['day', 'page'],
  query: rows(visits).select(['day', 'page']),
})
const one = view('one', { description, grain: [], query: rows(people).select('id') })

const database = await testDatabase()
let client: pg.Client

beforeAll(async () => {
  client = await database.connect()
  await createSources(client, [people, visits])
  await client.query(`insert into people values (1, 'Ann'), (2, null)`)
  await client.query(`insert into visits values
    (1, 'mon', 'home', now() - interval '3 hours'),
    (1, 'mon', 'home', now() - interval '2 hours'),
    (null, 'tue', 'shop', now() - interval '5 hours'),
    (7, 'tue', 'blog', now() - interval '4 hours')`)
  for (const { name, query } of [pages, one])
    await client.query(`create view ${name} as ${compileQuery(query).sql}`)
})

const rowsOfNobody = sql<boolean>`false`

/** The faults that a check finds. */
const faultsOf = async (check: ReturnType<typeof dataCheck>) =>
  (await client.query(compileQuery(check.query).sql)).rows

describe('a ready check', () => {
  it('finds what is null, and says in which row', async () => {
    expect(await faultsOf(notNull(people, ['name']))).toEqual([{ id: 2, name: null }])
    expect(await faultsOf(notNull(visits, ['person', 'day']))).toEqual([{ person: null, day: 'tue' }])
  })

  it('looks at some rows only where it says so', async () => {
    expect(await faultsOf(notNull(people, ['name'], { where: (eb) => eb('id', '<', 2) }))).toEqual([])
  })

  it('finds values that are not accepted, and leaves null to notNull', async () => {
    expect(await faultsOf(acceptedValues(visits, 'page', ['home', 'shop']))).toEqual([{ page: 'blog' }])
    expect(await faultsOf(acceptedValues(visits, 'person', [1, 7]))).toEqual([])
  })

  it('finds values that are not there in what they refer to', async () => {
    expect(await faultsOf(relationship(visits, 'person', people, 'id'))).toEqual([{ person: 7 }])
    expect(await faultsOf(relationship(people, 'id', people, 'id'))).toEqual([])
  })

  it('finds rows that are too old, and that there are none', async () => {
    expect(await faultsOf(freshness(visits, 'at', { hours: 3 }))).toEqual([])
    expect(await faultsOf(freshness(visits, 'at', { hours: 1 }))).toHaveLength(1)
    const never = { where: () => rowsOfNobody }
    expect(await faultsOf(freshness(visits, 'at', { hours: 3 }, never))).toEqual([{ latest: null }])
  })

  it('finds too few rows and too many', async () => {
    expect(await faultsOf(rowCountBetween(visits, 1, 4))).toEqual([])
    expect(await faultsOf(rowCountBetween(visits, 5, 9))).toEqual([{ row_count: 4 }])
    expect(await faultsOf(rowCountBetween(visits, 0, 3))).toEqual([{ row_count: 4 }])
    expect(await faultsOf(rowCountBetween(people, 0, 0, { where: () => rowsOfNobody }))).toEqual([])
  })

  it('finds values of a grain that several rows have', async () => {
    expect(await faultsOf(uniqueGrains().over([pages, one]))).toEqual([
      { view_name: 'pages', grain: '(mon,home)', row_count: 2 },
      { view_name: 'one', grain: 'the only row', row_count: 2 },
    ])
    expect(await faultsOf(uniqueGrains(one).over([pages]))).toMatchObject([{ view_name: 'one' }])
    expect(await faultsOf(uniqueGrains().over([]))).toEqual([])
  })

  it('has a name, a description and a remedy, which can be said in other words', () => {
    expect(notNull(people, ['name'])).toMatchObject({
      kind: 'data check',
      name: 'not-null people (name)',
      description: 'No row of people lacks name.',
      remedy: expect.stringContaining('source'),
    })
    const words = { name: 'named', description: 'All have names.', remedy: 'Ask them.' }
    expect(notNull(people, ['name'], words)).toMatchObject(words)
  })
})

it('unique grains are those of every view that a project has, wherever it comes from', () => {
  const folder = { uid: 'shop', title: 'Shop' }
  const reads = dataCheck('reads', { description, remedy: 'Mend.', query: rows(pages).select('day') })
  const definitions = [uniqueGrains(), reads, one]
  const { definitions: found } = defineProject({
    name: 'shop',
    version: '1',
    folder,
    definitions,
    sample: async () => {},
  })
  expect(found.map(({ name }) => name)).toEqual([
    'unique-grains',
    'reads',
    'one',
    'pages',
    'visits',
    'people',
  ])
  const [grains] = found
  const asked = grains?.kind === 'data check' ? compileQuery(grains.query).relations : new Set()
  expect([...asked].sort()).toEqual(['one', 'pages'])
})
