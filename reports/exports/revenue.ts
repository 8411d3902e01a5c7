import { asTime, now, rows, utcDay } from 'sightline'
import { userExport } from 'sightline/exports'
import { dollars } from '../../sql/dollars.ts'
import { channels, videos } from '../../sql/sources.ts'
import { allUsers } from './all-users.ts'

export const revenueExport = userExport('revenue', {
  description:
    'What the videos of each channel have earned so far, by the day on which they were published (UTC).',
  userColumn: 'user_id',
  allUsers,
  timeColumn: 'day',
  query: rows(videos, channels)
    .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
    .where('videos.status', '=', 'published')
    .where('videos.published_at', '<=', now())
    .$narrowType<{ published_at: Date }>()
    .groupBy((eb) => ['channels.user_id', 'channels.channel_id', utcDay(eb.ref('videos.published_at'))])
    .select((eb) => [
      asTime(utcDay(eb.ref('videos.published_at'))).as('day'),
      'channels.user_id',
      'channels.channel_id',
      'channels.channel_name',
      eb.fn.countAll().as('videos'),
      eb.cast<number>(eb.fn.sum('videos.views'), 'bigint').as('views'),
      dollars(eb.fn.sum('videos.revenue_cents')).as('revenue'),
    ])
    .orderBy('day')
    .orderBy('channel_id'),
})
