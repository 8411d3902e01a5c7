import { sourceIndex } from 'sightline'
import { videoGenerationLog } from '../sources.ts'

export const idxGenerationLogPublished = sourceIndex('idx_generation_log_published', {
  description: 'The published attempts of a video, the first of which has its revenue.',
  on: videoGenerationLog,
  columns: ['video_id', 'created_at', 'generation_id'],
  where: (eb) => eb.and([eb('status', '=', 'published'), eb('video_id', 'is not', null)]),
})
