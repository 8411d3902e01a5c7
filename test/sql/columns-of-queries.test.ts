import { from, rows, source, sql } from 'sightline'
import { integer, text } from 'sightline/columns'
import { expect, test } from 'vitest'
import { columnsOfQueries } from '../../toolkit/sql/columns-of-queries.ts'

const videos = source('videos', {
  description: 'For a test.',
  columns: { video_id: integer().primaryKey(), channel_id: text(), views: integer(), Title: text() },
})
const columns = Object.keys(videos.columns)
const read = (query: Parameters<typeof columnsOfQueries>[0][number]) => columnsOfQueries([query], columns)

test.each([
  ['columns that are selected', rows(videos).select('views'), ['views']],
  [
    'columns of conditions and groups',
    rows(videos).where('views', '>', 3).groupBy('channel_id').select('channel_id'),
    ['channel_id', 'views'],
  ],
  [
    'a count of rows',
    rows(videos)
      .groupBy('channel_id')
      .select((eb) => ['channel_id', eb.fn.countAll().as('n')]),
    ['channel_id'],
  ],
  ['columns in handwritten parts', rows(videos).select(sql<number>`max(views)`.as('most')), ['views']],
  [
    'columns in the quotes of a handwritten part',
    rows(videos).select((eb) => sql<string>`max(${eb.ref('Title')})`.as('last')),
    ['Title'],
  ],
  [
    'columns behind an expression of the query',
    from(videos)
      .with('known', (db) => db.selectFrom('videos').select('views'))
      .selectFrom('known')
      .select('views'),
    ['views'],
  ],
])('%s are those that a query may read', (_, query, expected) => {
  expect(read(query)).toEqual(expected)
})

test.each([
  ['all that there are', rows(videos).selectAll()],
  ['handwritten SQL', sql<{ n: number }>`select views from videos`],
  ['a star in a handwritten part', rows(videos).select(sql<number>`count(videos.*)`.as('n'))],
  ['a query in a handwritten part', rows(videos).select(sql<number>`(select max(n) from other)`.as('n'))],
  ['a name in quotes in a handwritten part', rows(videos).select(sql<number>`max("Title")`.as('n'))],
  ['whole rows in a handwritten part', rows(videos).select(sql<string>`to_json(videos)`.as('row'))],
  [
    'whole rows by another name',
    from(videos)
      .selectFrom('videos as v')
      .select(sql<string>`to_json(${sql.ref('v')})`.as('row')),
  ],
  [
    'whole rows of a named relation',
    rows(videos).select(sql<string>`to_json(${sql.table('videos')})`.as('row')),
  ],
  [
    'columns by other names',
    from(videos)
      .selectFrom((eb) => eb.selectFrom('videos').selectAll().as('v'))
      .select('v.views'),
  ],
])('of %s every column may be read', (_, query) => {
  expect(read(query)).toBeUndefined()
})
