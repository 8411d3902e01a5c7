import { event, field } from 'sightline/events'

export const videoGenerationStarted = event('video_generation_started', {
  description: 'The pipeline began to make a video.',
  version: 1,
  fields: {
    generation_id: field.text('The run of the pipeline.'),
    channel_id: field.text('The channel for which the video is made.'),
    user_id: field.text('Whose channel it is.'),
    at: field.time('When it began.'),
  },
  shardBy: 'channel_id',
  time: 'at',
  topics: { channel: 'channel_id', user: 'user_id' },
})
