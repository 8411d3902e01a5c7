import { integer, table, text } from 'sightline'
import { desiredState } from 'sightline/engine'
import { expect, test } from 'vitest'
import { readStored, toStored } from '../../toolkit/foundation/stored-format.ts'
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
