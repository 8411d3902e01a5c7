import { sourceIndex } from 'sightline'
import { videos } from '../sources.ts'

export const idxVideosChannel = sourceIndex('idx_videos_channel', {
  description: 'The videos of a channel, of which a refresh works out the totals.',
  on: videos,
  columns: ['channel_id'],
})
