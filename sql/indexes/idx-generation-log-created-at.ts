import { sourceIndex } from 'sightline'
import { videoGenerationLog } from '../sources.ts'

export const idxGenerationLogCreatedAt = sourceIndex('idx_generation_log_created_at', {
  description: 'The attempts of a day, of which a refresh works out the metrics.',
  on: videoGenerationLog,
  columns: ['created_at'],
})
