import { event, field } from 'sightline/events'

export const videoGenerated = event('video_generated', {
  description: 'The pipeline made a video, or gave up.',
  version: 1,
  fields: {
    generation_id: field.text('The run of the pipeline.'),
    channel_id: field.text('The channel for which the video was made.'),
    user_id: field.text('Whose channel it is.'),
    failed: field.boolean('Whether there is no video.'),
    cost_cents: field.integer('What it cost (US cents).'),
    generation_seconds: field.integer('How long it took.'),
    at: field.time('When it ended.'),
  },
  shardBy: 'channel_id',
  time: 'at',
  topics: { channel: 'channel_id', user: 'user_id' },
})
