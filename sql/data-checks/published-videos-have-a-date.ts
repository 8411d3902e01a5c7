import { notNull } from 'sightline/data-checks'
import { videos } from '../sources.ts'

export const publishedVideosHaveADate = notNull(videos, ['published_at'], {
  description: 'A published video says when it was published; without that no view counts it.',
  remedy: 'Fill published_at of the video from YouTube, or correct its status.',
  where: (eb) => eb('status', '=', 'published'),
})
