import type { AnswerCache } from 'sightline/cache'
import type { LiveFigure } from 'sightline/events'
import type { Figures } from 'sightline/realtime'
import { dashboardMetricsCache } from '../cache/index.ts'
import { activeGenerations, currentHourViews, systemHealth, todayRevenue, trendingVideos } from './figures.ts'

/** As they are now, in what was kept of them for a while, or as they were at a moment. */
type Asked = { readonly answers: AnswerCache } | { readonly now: Date }

/** The five figures at the top of a dashboard. */
export async function dashboardMetrics(figures: Figures, asked: Asked) {
  const read = <Value>(figure: LiveFigure<string, Value>) =>
    'now' in asked
      ? figures.read(figure, asked.now)
      : asked.answers.getOrCompute(dashboardMetricsCache, { user_id: 'all', metric: figure.name }, () =>
          figures.read(figure),
        )
  const [current_hour_views, today_revenue, active_generations, trending_videos, system_health] =
    await Promise.all([
      read(currentHourViews),
      read(todayRevenue),
      read(activeGenerations),
      read(trendingVideos),
      read(systemHealth),
    ])
  return { current_hour_views, today_revenue, active_generations, trending_videos, system_health }
}
