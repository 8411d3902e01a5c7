import { follow, from, incrementalView, materializedView, rows, source, sql, utcDay } from 'sightline'
import { bigint, text, timestamptz } from 'sightline/columns'

const description = 'For a test.'
const channels = source('channels', {
  description,
  columns: { channel_id: text().primaryKey(), niche: text() },
})
const videos = source('videos', {
  description,
  columns: { video_id: text(), channel_id: text(), at: timestamptz().nullable(), views: bigint() },
})
const users = source('users', { description, columns: { user_id: text(), channel_id: text() } })
const common = {
  description,
  grain: ['channel_id'],
  query: from(videos, channels)
    .selectFrom('videos')
    .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
    .groupBy('videos.channel_id')
    .select((eb) => ['videos.channel_id', eb.fn.sum('videos.views').as('views')]),
} as const

const totals = incrementalView('shop.totals', {
  ...common,
  follow: [follow(videos, 'channel_id', { ages: { at: [{ days: 30 }] } }), follow(channels, 'channel_id')],
})
rows(totals).select(['channel_id', 'views'])

// @ts-expect-error the view has no such column
rows(totals).select('revenue')

incrementalView('shop.totals', {
  ...common,
  // @ts-expect-error the query does not read users
  follow: [follow(users, 'channel_id')],
})

incrementalView('shop.totals', {
  ...common,
  // @ts-expect-error videos has no such column
  follow: [follow(videos, 'chanel_id')],
})

incrementalView('shop.totals', {
  ...common,
  // @ts-expect-error channel_id is the grain, and video_id is none of it
  follow: [follow(videos, 'video_id')],
})

incrementalView('shop.totals', {
  ...common,
  follow: [
    // @ts-expect-error a query of keys leads to columns of the grain, too
    follow(
      videos,
      rows(videos).select((eb) => utcDay(eb.ref('at')).as('day')),
    ),
  ],
})

incrementalView('shop.totals', {
  ...common,
  // @ts-expect-error a view that is refreshed by key has a key
  grain: [],
  follow: [],
})

incrementalView('shop.totals', {
  ...common,
  // @ts-expect-error the view has no such column
  grain: ['niche'],
  follow: [],
})

// @ts-expect-error an age is that of a column with a time
follow(videos, 'channel_id', { ages: { views: [{ days: 30 }] } })

// @ts-expect-error changes are found by a column with a time
follow(videos, 'channel_id', { changedBy: { column: 'views', lateBy: { minutes: 10 } } })

// @ts-expect-error changes that are found by a column say how late they may be
follow(videos, 'channel_id', { changedBy: { column: 'at' } })

incrementalView('shop.totals_of_totals', {
  description,
  grain: ['channel_id'],
  query: rows(totals).select(['channel_id', 'views']),
  follow: [follow(totals, 'channel_id')],
})

// @ts-expect-error the view that is followed has no such column
follow(totals, 'revenue')

// @ts-expect-error what the clock does is followed at the tables below
follow(totals, 'channel_id', { ages: { at: [{ days: 30 }] } })

// @ts-expect-error the rows of an incremental view have triggers
follow(totals, 'channel_id', { changedBy: { column: 'at', lateBy: { minutes: 10 } } })

const stored = materializedView('shop.stored', { description, grain: ['channel_id'], query: common.query })

// @ts-expect-error a materialized view changes as a whole
follow(stored, 'channel_id')

incrementalView('shop.handwritten', {
  description,
  grain: ['channel_id'],
  query: sql<{ channel_id: string }>`select distinct channel_id from videos`,
  follow: [follow(videos, 'channel_id')],
})

incrementalView('shop.handwritten', {
  description,
  grain: ['channel_id'],
  query: sql<{ channel_id: string }>`select distinct channel_id from videos`,
  // @ts-expect-error the key of handwritten SQL is checked, too
  follow: [follow(videos, 'video_id')],
})
