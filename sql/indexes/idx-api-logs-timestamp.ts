import { sourceIndex } from 'sightline'
import { apiLogs } from '../sources.ts'

export const idxApiLogsTimestamp = sourceIndex('idx_api_logs_timestamp', {
  description: 'The requests of a span of time.',
  on: apiLogs,
  columns: ['timestamp'],
})
