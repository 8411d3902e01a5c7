import type { Figures } from 'sightline/realtime'
import { activeGenerations, currentHourViews, systemHealth, todayRevenue, trendingVideos } from './figures.ts'

/** The five figures at the top of a dashboard, as they are now or were at a moment. */
export async function dashboardMetrics(figures: Figures, now = new Date()) {
  const [current_hour_views, today_revenue, active_generations, trending_videos, system_health] =
    await Promise.all([
      figures.read(currentHourViews, now),
      figures.read(todayRevenue, now),
      figures.read(activeGenerations, now),
      figures.read(trendingVideos, now),
      figures.read(systemHealth, now),
    ])
  return { current_hour_views, today_revenue, active_generations, trending_videos, system_health }
}
