import { sourceIndex } from 'sightline'
import { videoGenerationLog } from '../sources.ts'

export const idxGenerationLogCreatedAt = sourceIndex('idx_generation_log_created_at', {
  description: 'The attempts of a span of time.',
  on: videoGenerationLog,
  columns: ['created_at'],
})
