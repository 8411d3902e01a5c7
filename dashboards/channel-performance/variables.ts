import { intervalVariable, queryVariable, rows } from 'sightline'
import { users } from '../../sql/sources.ts'

export const userId = queryVariable('user_id', {
  label: 'User',
  description: 'Whose channels and videos are shown; active users by their email address.',
  query: rows(users)
    .where('status', '=', 'active')
    .select(['user_id as __value', 'email as __text'])
    .orderBy('email'),
})

export const timeRange = intervalVariable('time_range', {
  label: 'Published within',
  description: 'How far back the videos of the table were published.',
  options: ['7d', '30d', '90d', '180d', '365d'],
  default: '30d',
})
