import { sourceIndex } from 'sightline'
import { errorLogs } from '../sources.ts'

export const idxErrorLogsTimestamp = sourceIndex('idx_error_logs_timestamp', {
  description: 'The log lines of a span of time.',
  on: errorLogs,
  columns: ['timestamp'],
})
