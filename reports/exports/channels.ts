import { rows } from 'sightline'
import { userExport } from 'sightline/exports'
import { channelPerformance } from '../../sql/materialized/channel-performance.ts'
import { allUsers } from './all-users.ts'

export const channelsExport = userExport('channels', {
  description: 'Every channel with its videos, views, engagement and revenue, as of the last refresh.',
  userColumn: 'user_id',
  allUsers,
  query: rows(channelPerformance).selectAll().orderBy('user_id').orderBy('channel_id'),
})
