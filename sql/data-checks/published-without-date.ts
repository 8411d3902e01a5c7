import { dataCheck, from } from 'sightline'
import { videos } from '../sources.ts'

export const publishedWithoutDate = dataCheck('published-without-date', {
  description: 'A published video says when it was published; without that no view counts it.',
  remedy: 'Fill published_at of the video from YouTube, or correct its status.',
  query: from(videos)
    .selectFrom('videos')
    .where('status', '=', 'published')
    .where('published_at', 'is', null)
    .select(['video_id', 'channel_id', 'title', 'views', 'revenue_cents']),
})
