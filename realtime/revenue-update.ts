import { event, field } from 'sightline/events'

export const revenueUpdate = event('revenue_update', {
  description: 'A channel earned something, or a charge was taken back.',
  version: 1,
  fields: {
    channel_id: field.text('The channel.'),
    user_id: field.text('Whose channel it is.'),
    amount_cents: field.integer('What was earned (US cents); less than zero for a refund.'),
    at: field.time('When it was earned.'),
  },
  shardBy: 'channel_id',
  time: 'at',
  topics: { channel: 'channel_id', user: 'user_id' },
})
