import { desc, sourceIndex } from 'sightline'
import { videos } from '../sources.ts'

export const idxVideoMetricsPerformance = sourceIndex('idx_video_metrics_performance', {
  description: 'The published videos with the most views and revenue.',
  on: videos,
  columns: [desc('views'), desc('revenue_cents')],
  where: (eb) => eb('status', '=', 'published'),
})
