import { asTime, row, rows, thresholds, timeFilter, timeseriesPanel } from 'sightline'
import { videoGenerationMetrics } from '../../sql/materialized/video-generation-metrics.ts'

const targetCost = 3

/** A point is a day here, so these panels look further back than the hour of the dashboard. */
const lastWeek = { timeFrom: '7d', showPoints: 'auto', thresholdsStyle: 'dashed' } as const
const lastMonth = { timeFrom: '30d', showPoints: 'auto', thresholdsStyle: 'area' } as const

export const generationSuccessRate = timeseriesPanel({
  title: 'Generation Success Rate',
  description:
    'Published attempts out of all that published or failed, per UTC day (percent), from analytics.video_generation_metrics, which is refreshed every hour. Below the dashed line at 90 more than one attempt in ten failed; the alert Video Generation Failures fires when that is so over the last hour.',
  ...lastWeek,
  unit: 'percent',
  decimals: 1,
  min: 0,
  max: 100,
  thresholds: thresholds('red', [90, 'green']),
  overrides: { 'Success Rate %': { color: 'blue' } },
  query: rows(videoGenerationMetrics)
    .where((eb) => timeFilter(eb.ref('date')))
    .select((eb) => [
      asTime(eb.ref('date')).as('time'),
      eb('success_rate', '*', eb.lit(100)).as('Success Rate %'),
    ])
    .orderBy('time'),
})

const costPerVideoTrend = timeseriesPanel({
  title: 'Cost Per Video Trend',
  description:
    'Mean cost of a generation attempt per UTC day (US dollars) against the target of 3.00, from analytics.video_generation_metrics, which is refreshed every hour. Days in the red area cost too much.',
  ...lastMonth,
  unit: 'currencyUSD',
  decimals: 2,
  min: 0,
  thresholds: thresholds('transparent', [targetCost, 'red']),
  overrides: {
    'Average Cost': { color: 'blue' },
    'Target Cost': { color: 'red', line: 'dash', lineWidth: 1, fillOpacity: 0 },
  },
  query: rows(videoGenerationMetrics)
    .where((eb) => timeFilter(eb.ref('date')))
    .select((eb) => [
      asTime(eb.ref('date')).as('time'),
      'avg_cost_per_video as Average Cost',
      eb.lit(targetCost).as('Target Cost'),
    ])
    .orderBy('time'),
})

export const videoGenerationPipeline = row('Video Generation Pipeline', {
  panels: [generationSuccessRate, costPerVideoTrend],
})
