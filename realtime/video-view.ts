import { event, field } from 'sightline/events'

export const videoView = event('video_view', {
  description: 'Somebody watched a video.',
  version: 1,
  fields: {
    video_id: field.text('The video.'),
    channel_id: field.text('The channel that published it.'),
    user_id: field.text('Whose channel it is.'),
    viewer_id: field.text('Who watched; a pseudonym.'),
    watch_seconds: field.integer('How long it was watched.'),
    published_at: field.time('When the video was published.'),
    at: field.time('When it was watched.'),
  },
  shardBy: 'channel_id',
  time: 'at',
  topics: { channel: 'channel_id', user: 'user_id' },
})
