import { sourceIndex } from 'sightline'
import { videos } from '../sources.ts'

export const idxVideosChannel = sourceIndex('idx_videos_channel', {
  description:
    'The videos of a channel with all that a refresh works its totals out from: they lie together here, and far apart in the table.',
  on: videos,
  columns: [
    'channel_id',
    'status',
    'published_at',
    'views',
    'likes',
    'comments',
    'shares',
    'revenue_cents',
    'engagement_rate',
  ],
})
