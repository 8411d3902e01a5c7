import { ago, from, now, rows, source, sql, today } from 'sightline'
import { date, integer, text, timestamptz } from 'sightline/columns'
import { describe, expect, test } from 'vitest'
import type { Query } from '../../toolkit/define/query.ts'
import { atMoment } from '../../toolkit/sql/clock-text.ts'
import { readCondition } from '../../toolkit/sql/read-condition.ts'

const description = 'For a test.'
const channels = source('channels', {
  description,
  columns: { channel_id: text(), niche: text(), status: text() },
})
const videos = source('videos', {
  description,
  columns: {
    video_id: text(),
    channel_id: text(),
    status: text(),
    published_at: timestamptz().nullable(),
    day: date(),
    views: integer(),
  },
})

const ofVideos = (...queries: readonly Query[]) =>
  readCondition(queries, 'videos', Object.keys(videos.columns))?.sql

const joined = from(videos, channels)
  .selectFrom('videos')
  .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')

describe('what a query asks of the rows of a relation', () => {
  const published = rows(videos).where('status', '=', 'published').select('views')
  test.each<[string, Query, string]>([
    ['by a value', published, `status = 'published'`],
    [
      'by the clock',
      rows(videos)
        .where('published_at', '<', ago({ hours: 168 }))
        .select('views'),
      `published_at < (now() - interval '168 hours')`,
    ],
    [
      'by the day',
      rows(videos).where('day', '=', today()).select('views'),
      `day = (now() at time zone 'UTC')::date`,
    ],
    [
      'by several',
      rows(videos)
        .where((eb) => eb.and([eb('status', 'in', ['a', 'b']), eb('published_at', 'is not', null)]))
        .select('views'),
      `status in ('a', 'b') and published_at is not null`,
    ],
    [
      'by one or the other',
      rows(videos)
        .where((eb) => eb.or([eb('views', '>', 3), eb('status', '=', 'a')]))
        .select('views'),
      `(views > 3 or status = 'a')`,
    ],
    [
      'beside what it asks of others',
      joined.where('channels.status', '=', 'b').where('videos.status', '=', 'a').select('views'),
      `status = 'a'`,
    ],
    [
      'in the condition of a join',
      from(channels, videos)
        .selectFrom('channels')
        .leftJoin('videos as v', (join) =>
          join.onRef('v.channel_id', '=', 'channels.channel_id').on('v.published_at', '<=', now()),
        )
        .select('v.views'),
      `published_at <= now()`,
    ],
    [
      'in an expression of its own',
      from(videos)
        .with('latest', (db) => db.selectFrom('videos').where('views', '>', 1).select('video_id'))
        .selectFrom('latest')
        .select('video_id'),
      `views > 1`,
    ],
    [
      'in each place that it reads them',
      from(videos)
        .selectFrom('videos as one')
        .where('one.status', '=', 'a')
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('videos as two')
              .where('two.status', '=', 'b')
              .whereRef('two.views', '>', 'one.views')
              .select('two.video_id'),
          ),
        )
        .select('one.video_id'),
      `(status = 'a') or (status = 'b')`,
    ],
  ])('%s', (_, query, condition) => expect(ofVideos(query)).toBe(condition))
})

describe('is unknown', () => {
  test.each<[string, Query]>([
    ['where it asks nothing', rows(videos).select('views')],
    [
      'where one place asks nothing',
      from(videos)
        .selectFrom('videos as one')
        .where('one.views', '=', 1)
        .innerJoin('videos as two', 'two.video_id', 'one.channel_id')
        .select('one.views'),
    ],
    [
      'where a row without a match stays',
      from(channels, videos)
        .selectFrom('channels')
        .leftJoin('videos', 'videos.channel_id', 'channels.channel_id')
        .where('videos.status', 'is', null)
        .select('channels.niche'),
    ],
    [
      'where rows of both sides stay',
      from(channels, videos)
        .selectFrom('videos')
        .fullJoin('channels', 'videos.channel_id', 'channels.channel_id')
        .where('videos.views', '>', 1)
        .select('channels.niche'),
    ],
    [
      'where it compares rows of two relations',
      joined.whereRef('videos.status', '=', 'channels.status').select('views'),
    ],
    ['where a plain name may be of another relation', joined.where('views', '>', 1).select('niche')],
    [
      'where it calls a function',
      rows(videos)
        .where(sql<boolean>`is_public(${sql.ref('status')})`)
        .select('views'),
    ],
    ['where handwritten SQL names a column', rows(videos).where(sql<boolean>`views > 1`).select('views')],
    [
      'where handwritten SQL reads it',
      rows(videos).where('views', '>', 1).where(sql<boolean>`exists (select from videos)`).select('views'),
    ],
    [
      'where a part of the query has its name',
      from(videos)
        .with('videos', (db) => db.selectFrom('videos').where('views', '>', 1).select('views'))
        .selectFrom('videos')
        .select('views'),
    ],
    [
      'where only the result is restricted',
      rows(videos)
        .groupBy('status')
        .having((eb) => eb.fn.max('views'), '>', 1)
        .select('status'),
    ],
    ['where a query of several asks nothing', sql`select 1`],
  ])('%s', (_, query) => expect(ofVideos(query)).toBeUndefined())
})

test('the clock of a text stands at another moment, and its words stay', () => {
  expect(atMoment(`a < now() - interval '1 hours' and b = 'now()' and "now" > now ( )`, 'since')).toBe(
    `a < since - interval '1 hours' and b = 'now()' and "now" > since`,
  )
})
