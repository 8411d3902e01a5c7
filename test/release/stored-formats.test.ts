import { follow, incrementalView, rows, table } from 'sightline'
import { integer, text } from 'sightline/columns'
import { desiredState } from 'sightline/engine'
import { count, event, field, rollup } from 'sightline/events'
import { expect, test } from 'vitest'
import { readStored, toStored } from '../../toolkit/foundation/stored-format.ts'
import { isIncrementalObject } from '../../toolkit/kinds/incremental-view/desired-incremental-view.ts'
import { isRollup } from '../../toolkit/kinds/rollup/rollup-kind.ts'
import { desiredStateFormat } from '../../toolkit/release/stored/desired-state-format.ts'
import { releaseOf } from './shop-release.ts'

const description = 'For a test.'
const people = table('shop.people', { description, columns: { id: integer().primaryKey() } })
const pets = table('shop.pets', {
  description,
  primaryKey: ['name', 'Of'],
  columns: {
    name: text().default("' references '::text"),
    Of: integer().references('shop.people'),
  },
})

const sale = event('sale', {
  description,
  version: 1,
  fields: { shop: field.text('The shop.'), at: field.time('When.') },
  shardBy: 'shop',
  time: 'at',
})
const salesPerHour = rollup('shop.sales', {
  description,
  from: sale,
  per: 'hour',
  by: [],
  measures: { sales: count() },
  partitionBy: { column: 'hour', every: 'month', keep: '2 days' },
})

const names = incrementalView('shop.names', {
  description,
  grain: ['name'],
  query: rows(pets).distinct().select('name'),
  follow: [follow(pets, 'name')],
})

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('what is stored is read as it was', () => {
  const state = desiredState(releaseOf([people, pets]))
  const stored = overTheWire(toStored(desiredStateFormat, state))
  expect(readStored(desiredStateFormat, stored, 'here')).toEqual(overTheWire(state))
})

test('a table that was stored as a statement becomes its columns and its key', () => {
  const state = desiredState(releaseOf([people, pets]))
  const older = {
    ...state,
    queries: [],
    objects: state.objects.map((object) => {
      if (object.kind !== 'table') return object
      const { primaryKey, columns, ...rest } = object
      const written = columns.map(({ references, ...column }) => ({
        ...column,
        definition:
          references === undefined ? column.definition : `${column.definition} references ${references}`,
      }))
      const key = primaryKey.map((name) => (/^[a-z_]+$/.test(name) ? name : `"${name}"`)).join(', ')
      const lines = written.map(({ definition }) => `  ${definition}`)
      if (key !== '') lines.push(`  primary key (${key})`)
      const create = `create table if not exists ${object.name} (\n${lines.join(',\n')}\n)`
      return { ...rest, columns: written, create }
    }),
  }
  expect(readStored(desiredStateFormat, overTheWire(older), 'here')).toEqual(overTheWire(state))
})

test('an incremental view that was stored before one could be made of another is made of none', () => {
  const state = desiredState(releaseOf([people, pets, names]))
  const older = {
    ...state,
    format: 2,
    objects: state.objects.map((object) => {
      if (!isIncrementalObject(object)) return object
      const { refreshes: _, ...rest } = object
      return rest
    }),
  }
  const [found] = readStored(desiredStateFormat, overTheWire(older), 'here').objects.filter(
    isIncrementalObject,
  )
  expect(found?.refreshes).toEqual([])
})

test('a roll-up that was stored with the length of its bucket is partitioned as it was', () => {
  const state = desiredState(releaseOf([salesPerHour]))
  const older = {
    ...state,
    format: 1,
    objects: state.objects.map((object) => {
      if (object.kind !== 'rollup') return object
      const { partitionBy: _, ...rest } = object
      return { ...rest, per: 'hour', keep: 48 }
    }),
  }
  const [found] = readStored(desiredStateFormat, overTheWire(older), 'here').objects.filter(isRollup)
  expect(found?.partitionBy).toEqual({ column: 'hour', every: 'month', keep: '48 hours', zone: 'UTC' })
})
