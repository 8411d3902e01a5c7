import type { Sample } from 'sightline/sample'
import * as sources from '../sql/sources.ts'
import { createApiLogs } from './api-logs.ts'
import { createBilling } from './billing.ts'
import { createChannels } from './channels.ts'
import { createErrorLogs } from './error-logs.ts'
import { createExpenses } from './expenses.ts'
import { createGenerationLog } from './generation-log.ts'
import { createSubscribers } from './subscribers.ts'
import { createSystemMetrics } from './system-metrics.ts'
import { createThumbnails } from './thumbnails.ts'
import { createAccounts } from './users.ts'
import { createVideoPlans, type VideoPlan } from './video-plans.ts'
import { createVideos, type Video } from './videos.ts'
import { createSystemMetadata, createWorkflows } from './workflows.ts'
import { createYoutubeApiCalls } from './youtube-quota.ts'

/** Two years of YTEMPIRE up to now; scale 1 is about a hundred users and a thousand videos. */
export const sample: Sample = async (target) => {
  const accounts = createAccounts(target)
  const channels = createChannels(target, accounts)
  const plans = createVideoPlans(target, channels)

  await Promise.all([
    target.copy(sources.users, rowsOf(accounts)),
    target.copy(sources.billingRecords, createBilling(target, accounts)),
    target.copy(sources.expenses, createExpenses(target)),
    target.copy(sources.channels, rowsOf(channels)),
    target.copy(sources.videos, videosOf(plans, target.seed, target.now)),
    target.copy(sources.videoThumbnails, createThumbnails(target, plans)),
    target.copy(sources.channelAnalytics, createSubscribers(target, channels)),
    target.copy(sources.videoGenerationLog, createGenerationLog(target, plans)),
    target.copy(sources.apiLogs, createApiLogs(target)),
    target.copy(sources.errorLogs, createErrorLogs(target)),
    target.copy(sources.systemMetrics, createSystemMetrics(target)),
    target.copy(sources.youtubeApiCalls, createYoutubeApiCalls(target)),
    target.copy(sources.n8nWorkflows, createWorkflows(target)),
    target.copy(sources.systemMetadata, createSystemMetadata(target)),
  ])
}

function* rowsOf<Row>(items: Iterable<{ readonly row: Row }>): Generator<Row> {
  for (const { row } of items) yield row
}

function* videosOf(plans: readonly VideoPlan[], seed: number, now: Date): Generator<Video> {
  for (const plan of plans) yield* createVideos(seed, now, plan)
}
