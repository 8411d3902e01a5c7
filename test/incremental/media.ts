import {
  ago,
  defineProject,
  follow,
  from,
  incrementalView,
  interval,
  now,
  rows,
  source,
  sql,
  startOfToday,
  utcDay,
  view,
} from 'sightline'
import { date, integer, text, timestamptz } from 'sightline/columns'

const description = 'For a test.'

export const channels = source('channels', {
  description,
  columns: { channel_id: text().primaryKey(), niche: text(), name: text().nullable() },
})

export const videos = source('videos', {
  description,
  columns: {
    video_id: integer().primaryKey(),
    channel_id: text(),
    published_at: timestamptz().nullable(),
    views: integer(),
    title: text().nullable(),
  },
})

export const counts = source('counts', {
  description,
  primaryKey: ['channel_id', 'day'],
  columns: { channel_id: text(), day: date(), subscribers: integer() },
})

const published = { published_at: [{ minutes: 0 }, { days: 30 }] } as const

/** By key, and by age: a row for each channel, with videos or without. */
export const channelTotals = incrementalView('analytics.channel_totals', {
  description,
  grain: ['channel_id'],
  query: from(channels, videos)
    .selectFrom('channels')
    .leftJoin('videos', (join) =>
      join
        .onRef('videos.channel_id', '=', 'channels.channel_id')
        .on('videos.published_at', '<=', sql<Date>`now()`),
    )
    .groupBy(['channels.channel_id', 'channels.niche'])
    .select((eb) => [
      'channels.channel_id',
      'channels.niche',
      eb.fn.sum('videos.views').as('views'),
      eb.fn
        .sum('videos.views')
        .filterWhere('videos.published_at', '>=', ago({ days: 30 }))
        .as('recent'),
    ]),
  follow: [follow(channels, 'channel_id'), follow(videos, 'channel_id', { ages: published })],
})

const nicheFollows = [
  follow(channels, 'niche'),
  follow(
    videos,
    rows(videos, channels)
      .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
      .select('channels.niche'),
    { ages: { published_at: [{ minutes: 0 }] } },
  ),
] as const

/** By a key that another relation leads to. */
export const nicheTotals = incrementalView('analytics.niche_totals', {
  description,
  grain: ['niche'],
  query: rows(videos, channels)
    .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
    .where('videos.published_at', '<=', now())
    .groupBy('channels.niche')
    .select((eb) => ['channels.niche', eb.fn.max('videos.views').as('most'), eb.fn.countAll().as('n')]),
  follow: nicheFollows,
})

/** By the day of a time, for as many days as a window has. */
export const dailyViews = incrementalView('analytics.daily_views', {
  description,
  grain: ['day', 'channel_id'],
  query: rows(videos)
    .where('published_at', '>=', sql<Date>`${startOfToday()} - ${interval({ days: 7 })}`)
    .where('published_at', '<=', now())
    .groupBy(['channel_id', sql`1`])
    .select((eb) => [
      utcDay(eb.ref('published_at').$castTo<Date>()).as('day'),
      'channel_id',
      eb.fn.sum('views').as('views'),
    ]),
  follow: [
    follow(
      videos,
      rows(videos).select((eb) => [utcDay(eb.ref('published_at')).as('day'), 'channel_id']),
      { ages: { published_at: [{ minutes: 0 }, { days: 7, of: 'today' }] } },
    ),
  ],
})

/** By a column of type date, and parts of a key. */
export const recentCounts = incrementalView('analytics.recent_counts', {
  description,
  grain: ['channel_id', 'day'],
  query: rows(counts, channels)
    .innerJoin('channels', 'channels.channel_id', 'counts.channel_id')
    .where('counts.day', '>=', sql<Date>`(now() at time zone 'UTC')::date - 30`)
    .select(['counts.channel_id', 'counts.day', 'counts.subscribers', 'channels.niche']),
  follow: [
    follow(counts, ['channel_id', 'day'], { ages: { day: [{ days: 30, of: 'today' }] } }),
    follow(channels, 'channel_id'),
  ],
})

/** Of rows that meet a condition, which changes with the clock on both sides. */
export const grownVideos = incrementalView('analytics.grown_videos', {
  description,
  grain: ['channel_id'],
  query: rows(videos)
    .where('published_at', '<', ago({ days: 7 }))
    .where('published_at', '>=', ago({ days: 40 }))
    .where('views', '>', 100)
    .groupBy('channel_id')
    .select((eb) => ['channel_id', eb.fn.sum('views').as('views'), eb.fn.countAll().as('n')]),
  follow: [follow(videos, 'channel_id', { ages: { published_at: [{ days: 7 }, { days: 40 }] } })],
})

/** What stands between the tables and the rows of the next. */
export const publicVideos = view('analytics.public_videos', {
  description,
  grain: ['video_id'],
  query: rows(videos, channels)
    .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
    .where('videos.published_at', '<=', now())
    .select(['videos.video_id', 'channels.niche', 'videos.views']),
})

/** By way of a view, whose tables are followed. */
export const nicheViews = incrementalView('analytics.niche_views', {
  description,
  grain: ['niche'],
  query: rows(publicVideos, videos, channels)
    .where('views', '>', 50)
    .groupBy('niche')
    .select((eb) => ['niche', eb.fn.sum('views').as('views')]),
  follow: nicheFollows,
})

/** By the rows of another incremental view, and a table beside it. */
export const nicheChannels = incrementalView('analytics.niche_channels', {
  description,
  grain: ['niche'],
  query: rows(channelTotals, channels)
    .innerJoin('channels', 'channels.channel_id', 'analytics.channel_totals.channel_id')
    .where('analytics.channel_totals.views', '>', 0)
    .groupBy('analytics.channel_totals.niche')
    .select((eb) => [
      'analytics.channel_totals.niche',
      eb.fn.sum('analytics.channel_totals.views').as('views'),
      eb.fn.max('analytics.channel_totals.recent').as('recent'),
      eb.fn.max('channels.name').as('name'),
    ]),
  follow: [follow(channelTotals, 'niche'), follow(channels, 'niche')],
})

/** By rows that are themselves made of the rows of another, read by way of a view. */
export const shownNiches = view('analytics.shown_niches', {
  description,
  grain: ['niche'],
  query: rows(nicheChannels).where('views', '>', 100).select(['niche', 'views', 'recent']),
})

export const allNiches = incrementalView('analytics.all_niches', {
  description,
  grain: ['letter'],
  query: rows(shownNiches, nicheChannels)
    .groupBy(sql`1`)
    .select((eb) => [
      sql<string>`left(${eb.ref('niche')}, 1)`.as('letter'),
      eb.fn.sum('views').as('views'),
      eb.fn.countAll().as('n'),
    ]),
  follow: [
    follow(
      nicheChannels,
      rows(nicheChannels).select((eb) => sql<string>`left(${eb.ref('niche')}, 1)`.as('letter')),
    ),
  ],
})

export const incrementalViews = [
  allNiches,
  nicheChannels,
  channelTotals,
  nicheTotals,
  dailyViews,
  recentCounts,
  grownVideos,
  nicheViews,
]

export const media = defineProject({
  name: 'media',
  version: '1.0.0',
  folder: { uid: 'media', title: 'Media' },
  definitions: incrementalViews,
  sample: async () => {},
})
