import { from, timeFilter } from 'sightline'
import { dollars } from '../sql/dollars.ts'
import { channels, videos } from '../sql/sources.ts'

/** The videos that were published in the period of a report, with whose they are and what they have earned so far. */
export const publishedInPeriod = () =>
  from(videos, channels).with('published', (db) =>
    db
      .selectFrom('videos')
      .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
      .where('videos.status', '=', 'published')
      .where((eb) => timeFilter(eb.ref('videos.published_at')))
      .$narrowType<{ published_at: Date }>()
      .select([
        'channels.user_id',
        'channels.channel_id',
        'channels.channel_name',
        'channels.niche',
        'videos.video_id',
        'videos.title',
        'videos.published_at',
        'videos.views',
        'videos.likes',
        'videos.comments',
      ])
      .select((eb) => dollars(eb.ref('videos.revenue_cents')).as('revenue')),
  )
