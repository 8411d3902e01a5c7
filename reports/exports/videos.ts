import { rows } from 'sightline'
import { userExport } from 'sightline/exports'
import { videoPerformanceAnalysis } from '../../sql/views/video-performance-analysis.ts'
import { allUsers } from './all-users.ts'

export const videosExport = userExport('videos', {
  description: 'Every published video with its counts, its rates and its standing in its niche.',
  userColumn: 'user_id',
  allUsers,
  timeColumn: 'published_at',
  query: rows(videoPerformanceAnalysis).selectAll().orderBy('published_at').orderBy('video_id'),
})
