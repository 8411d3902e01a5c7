import { table } from 'sightline'
import { bigint, date, text, timestamptz } from 'sightline/columns'
import type { PartitionBy } from 'sightline/engine'
import { count, event, field, rollup } from 'sightline/events'
import { expect, test } from 'vitest'

const columns = { id: bigint(), at: timestamptz(), day: date(), body: text() }
const log = (
  partitionBy: PartitionBy<'at' | 'day'>,
  primaryKey: readonly ('id' | 'at' | 'day')[] = ['id', 'at', 'day'],
) => table('shop.log', { description: 'For a test.', columns, primaryKey, partitionBy })

test('a key without the column is refused, and the error says how it would hold', () => {
  expect(() =>
    log({ column: 'at', every: 'day', keep: '90 days' }, ['id']),
  ).toThrowErrorMatchingInlineSnapshot(`
    [SightlineError: The table shop.log has a key without the column at by which it is partitioned, which Postgres cannot hold across partitions.
      value: id
      where: test/define/partition-by.test.ts:11
      next:  Add at to the key: primaryKey: ['id', 'at'].]
  `)
})

const partitionBy = { column: 'at', every: 'day', keep: '90 days' } as const
const ids = { id: bigint(), at: timestamptz(), code: text() }
test.each([
  ['a primary key of one column', { description: '', columns: { ...ids, id: bigint().primaryKey() } }],
  ['a unique column', { description: '', columns: { ...ids, code: text().unique() } }],
  ['a unique key of several', { description: '', columns: ids, unique: [['code', 'id']] }],
] as const)('%s is a key too', (_, options) => {
  expect(() => table('shop.log', { ...options, partitionBy })).toThrow('has a key without the column at')
})

test.each([
  [
    { column: 'day', every: 'hour', keep: '9 days' },
    'partitioned by the hour of a column that has only days',
  ],
  [{ column: 'at', every: 'hour', keep: '2 years' }, 'would have 17520 partitions'],
  [{ column: 'at', every: 'day', keep: '1.5 days' }, 'keeps its rows for a time that is none'],
  [{ column: 'at', every: 'day', keep: '0 days' }, 'keeps its rows for a time that is none'],
] as const)('%j is refused', (partitionBy, message) => {
  expect(() => log(partitionBy)).toThrow(message)
})

test('a roll-up is held to the same', () => {
  const seen = event('seen', {
    description: 'Seen.',
    version: 1,
    fields: { page: field.text('The page.'), at: field.time('When.') },
    shardBy: 'page',
    time: 'at',
  })
  const common = { description: '', from: seen, per: 'minute', by: [], measures: { views: count() } } as const
  const partitionBy = { column: 'minute', every: 'hour', keep: '1 year' } as const
  expect(() => rollup('shop.views', { ...common, partitionBy })).toThrow('would have 8760 partitions')
})
