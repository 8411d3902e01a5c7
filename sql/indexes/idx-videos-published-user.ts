import { sourceIndex } from 'sightline'
import { videos } from '../sources.ts'

export const idxVideosPublishedUser = sourceIndex('idx_videos_published_user', {
  description: 'Videos of a span of time, with the channels whose users own them.',
  on: videos,
  columns: ['published_at', 'channel_id'],
  where: (eb) => eb('published_at', 'is not', null),
})
