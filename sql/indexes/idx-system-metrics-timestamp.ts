import { sourceIndex } from 'sightline'
import { systemMetrics } from '../sources.ts'

export const idxSystemMetricsTimestamp = sourceIndex('idx_system_metrics_timestamp', {
  description: 'The samples of a span of time.',
  on: systemMetrics,
  columns: ['timestamp'],
})
