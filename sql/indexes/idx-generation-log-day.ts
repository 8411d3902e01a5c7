import { sourceIndex, utcDay } from 'sightline'
import { videoGenerationLog } from '../sources.ts'

export const idxGenerationLogDay = sourceIndex('idx_generation_log_day', {
  description: 'The attempts of a UTC day, of which a refresh works out the metrics.',
  on: videoGenerationLog,
  columns: [(eb) => utcDay(eb.ref('created_at'))],
})
