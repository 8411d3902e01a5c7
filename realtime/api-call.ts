import { event, field } from 'sightline/events'

export const apiCall = event('api_call', {
  description: 'The API answered a request.',
  version: 1,
  fields: {
    endpoint: field.text('The path, without its parameters.'),
    user_id: field.text('Who asked.'),
    response_time_ms: field.number('How long the answer took (milliseconds).'),
    failed: field.boolean('Whether the API answered with an error of its own.'),
    at: field.time('When it was asked.'),
  },
  shardBy: 'user_id',
  time: 'at',
  topics: { user: 'user_id' },
})
