import { source } from 'sightline'
import { bigint, boolean, date, integer, numeric, text, timestamptz } from 'sightline/columns'

export const users = source('users', {
  description: 'Accounts of the platform, one row per user.',
  columns: {
    user_id: text().primaryKey(),
    email: text().unique(),
    password_hash: text(), // nobody who reads dashboards may read this column
    status: text(), // active | paused | churned
    signup_date: date(),
    churn_date: date().nullable(),
    acquisition_channel: text().nullable(), // paid | organic | referral
  },
})

export const billingRecords = source('billing_records', {
  description: 'Charges per user and day, whatever became of them.',
  eventTime: 'date',
  columns: {
    record_id: bigint().primaryKey().generated(),
    user_id: text().references(users),
    date: date(),
    subscription_tier: text(), // beta | starter | growth | enterprise
    status: text(), // active | cancelled | failed | refunded
    amount: numeric(12, 2), // US dollars charged
    overage_revenue: numeric(12, 2).nullable(), // US dollars, null when there is no overage
  },
})

export const expenses = source('expenses', {
  description: 'What the company spends, by department and category.',
  eventTime: 'date',
  columns: {
    expense_id: bigint().primaryKey().generated(),
    date: date(),
    department: text(), // marketing | engineering | operations
    category: text(), // paid_ads | content_marketing | sales | ...
    amount: numeric(12, 2),
  },
})

export const channels = source('channels', {
  description: 'YouTube channels and the user who owns each.',
  columns: {
    channel_id: text().primaryKey(),
    channel_name: text(),
    user_id: text().references(users),
    niche: text(),
    status: text(), // active | paused
    created_at: timestamptz(),
  },
})

export const videos = source('videos', {
  description: 'Videos with their counts so far, from draft to published.',
  columns: {
    video_id: text().primaryKey(),
    channel_id: text().references(channels),
    title: text(),
    status: text(), // draft | scheduled | published
    published_at: timestamptz().nullable(),
    views: bigint().default('0'),
    likes: bigint().default('0'),
    comments: bigint().default('0'),
    shares: bigint().default('0'),
    revenue_cents: bigint().default('0'),
    engagement_rate: numeric(8, 4).nullable(), // percent, as reported by YouTube; may be null
  },
})

export const videoThumbnails = source('video_thumbnails', {
  description: 'Thumbnail variants under test, and the one that won.',
  primaryKey: ['video_id', 'variant'],
  columns: {
    video_id: text().references(videos),
    variant: text(),
    click_through_rate: numeric(8, 4),
    is_winner: boolean().default('false'),
  },
})

export const channelAnalytics = source('channel_analytics', {
  description: 'Subscribers per channel and day.',
  eventTime: 'date',
  primaryKey: ['channel_id', 'date'],
  columns: {
    channel_id: text().references(channels),
    date: date(),
    subscriber_count: bigint(),
  },
})

export const videoGenerationLog = source('video_generation_log', {
  description: 'Every attempt to generate a video.',
  eventTime: 'created_at',
  columns: {
    generation_id: bigint().primaryKey().generated(),
    channel_id: text().references(channels),
    video_id: text().nullable(), // null when the attempt failed before a video existed
    created_at: timestamptz(),
    status: text(), // running | published | failed
    generation_time_seconds: numeric(10, 2).nullable(),
    total_cost_cents: integer().nullable(),
    quality_score: numeric(5, 2).nullable(),
  },
})

export const apiLogs = source('api_logs', {
  description: "Requests to the platform's own API.",
  eventTime: 'timestamp',
  columns: {
    timestamp: timestamptz(),
    endpoint: text(),
    status_code: integer(),
    response_time_ms: numeric(10, 2),
  },
})

export const errorLogs = source('error_logs', {
  description: 'Log lines of severity warning and above.',
  eventTime: 'timestamp',
  columns: {
    timestamp: timestamptz(),
    severity: text(), // warning | error | critical
    service: text(),
    message: text(),
  },
})

export const systemMetrics = source('system_metrics', {
  description: 'CPU and memory samples per host.',
  eventTime: 'timestamp',
  columns: {
    timestamp: timestamptz(),
    host: text(),
    cpu_usage: numeric(5, 2), // percent
    memory_usage: numeric(5, 2), // percent
  },
})

export const youtubeApiCalls = source('youtube_api_calls', {
  description: 'YouTube quota spent per day and endpoint.',
  eventTime: 'date',
  columns: {
    date: date(),
    endpoint: text(),
    quota_units: integer(),
  },
})

export const n8nWorkflows = source('n8n_workflows', {
  description: 'Workflows of the automation engine and their last status.',
  columns: {
    workflow_id: text().primaryKey(),
    name: text(),
    status: text(), // running | succeeded | failed
    timestamp: timestamptz(), // of the last status change
  },
})

export const systemMetadata = source('system_metadata', {
  description: 'Facts about the system by key; the refresh writes its time here.',
  columns: {
    key: text().primaryKey(),
    value: text(),
  },
})
