import { beforeAll, describe, expect, it } from 'vitest'
import { type CollectedRows, collectRows } from './collected-rows.ts'

const now = new Date('2026-03-18T13:00:00Z')
let rows: CollectedRows

beforeAll(async () => {
  rows = await collectRows({ now, scale: 2, seed: 11 })
})

const unique = (keys: readonly string[]) => new Set(keys).size === keys.length

describe('the rows of the sample', () => {
  it('refer only to rows that exist', () => {
    const users = new Set(rows.users.map((row) => row.user_id))
    const channels = new Set(rows.channels.map((row) => row.channel_id))
    const videos = new Set(rows.videos.map((row) => row.video_id))
    const ofUsers = [...rows.billing_records, ...rows.channels]
    const ofChannels = [...rows.videos, ...rows.channel_analytics, ...rows.video_generation_log]
    const attempts = rows.video_generation_log.map((row) => row.video_id ?? null)
    const ofVideos = [...attempts, ...rows.video_thumbnails.map((row) => row.video_id)]
    expect(ofUsers.filter((row) => !users.has(row.user_id))).toEqual([])
    expect(ofChannels.filter((row) => !channels.has(row.channel_id))).toEqual([])
    expect(ofVideos.filter((id) => id !== null && !videos.has(id))).toEqual([])
  })

  it('generate nothing before its channel existed', () => {
    const opened = new Map(rows.channels.map((row) => [row.channel_id, row.created_at]))
    const early = rows.video_generation_log.filter(
      (row) => row.created_at < (opened.get(row.channel_id) ?? now),
    )
    expect(early).toEqual([])
  })

  it('have unique keys', () => {
    expect(unique(rows.users.map((row) => row.user_id))).toBe(true)
    expect(unique(rows.users.map((row) => row.email))).toBe(true)
    expect(unique(rows.channels.map((row) => row.channel_id))).toBe(true)
    expect(unique(rows.videos.map((row) => row.video_id))).toBe(true)
    expect(unique(rows.video_thumbnails.map((row) => `${row.video_id} ${row.variant}`))).toBe(true)
    expect(unique(rows.channel_analytics.map((row) => `${row.channel_id} ${row.date.getTime()}`))).toBe(true)
    expect(unique(rows.n8n_workflows.map((row) => row.workflow_id))).toBe(true)
    expect(unique(rows.system_metadata.map((row) => row.key))).toBe(true)
  })

  it('hold no unknown tier and no negative number', () => {
    const tiers = new Set(rows.billing_records.map((row) => row.subscription_tier))
    expect([...tiers].sort()).toEqual(['beta', 'enterprise', 'growth', 'starter'])
    for (const list of Object.values(rows)) {
      const numbers = list.flatMap((row) => Object.values(row).filter((value) => typeof value === 'number'))
      expect(numbers.every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
    }
  })

  it('charge every kind of outcome, and never after a user left or in the future', () => {
    const users = new Map(rows.users.map((row) => [row.user_id, row]))
    const outcomes = new Set(rows.billing_records.map((row) => row.status))
    expect([...outcomes].sort()).toEqual(['active', 'cancelled', 'failed', 'refunded'])
    const late = rows.billing_records.filter(({ user_id, date }) => {
      const user = users.get(user_id)
      return date > now || !user || date < user.signup_date || (user.churn_date && date >= user.churn_date)
    })
    expect(late).toEqual([])
    expect(rows.users.filter((row) => (row.status === 'churned') !== (row.churn_date !== null))).toEqual([])
  })

  it('give a video a time exactly when it is published or scheduled', () => {
    const opened = new Map(rows.channels.map((row) => [row.channel_id, row.created_at]))
    const wrong = rows.videos.filter(({ status, published_at, channel_id }) => {
      const time = published_at ?? null
      if (status === 'draft') return time !== null
      if (time === null) return true
      return status === 'published' ? time > now || time < (opened.get(channel_id) ?? now) : time <= now
    })
    expect(wrong).toEqual([])
    expect(new Set(rows.videos.map((row) => row.status))).toEqual(
      new Set(['published', 'scheduled', 'draft']),
    )
  })

  it('never give a video two winning thumbnails', () => {
    const winners = rows.video_thumbnails.filter((row) => row.is_winner).map((row) => row.video_id)
    expect(winners.length).toBeGreaterThan(100)
    expect(unique(winners)).toBe(true)
  })

  it('put dates at midnight in UTC', () => {
    const dated = [
      ...rows.billing_records,
      ...rows.expenses,
      ...rows.channel_analytics,
      ...rows.youtube_api_calls,
    ]
    const dates = [...dated.map((row) => row.date), ...rows.users.map((row) => row.signup_date)]
    expect(dates.filter((date) => date.getTime() % 86_400_000 !== 0)).toEqual([])
  })

  it('log nothing in the future', () => {
    const logs = [...rows.api_logs, ...rows.error_logs, ...rows.system_metrics, ...rows.n8n_workflows]
    const times = [
      ...logs.map((row) => row.timestamp),
      ...rows.video_generation_log.map((row) => row.created_at),
    ]
    expect(times.filter((time) => time > now)).toEqual([])
  })
})
