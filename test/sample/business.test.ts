import { describe, expect, it } from 'vitest'
import { type CollectedRows, collectRows } from './collected-rows.ts'

const minute = 60_000
const day = 1440 * minute
const times = [
  '2026-03-18T00:05:00Z',
  '2026-03-18T13:00:00Z',
  '2026-03-01T09:30:00Z',
  '2026-02-28T23:59:00Z',
  '2025-01-01T00:00:00Z',
]
const prices = new Map([
  ['beta', 0],
  ['starter', 297],
  ['growth', 997],
  ['enterprise', 2997],
])

const midnight = (time: Date) => Math.floor(time.getTime() / day) * day

/** Monthly recurring revenue by month, from the active charges. */
function revenueByMonth(rows: CollectedRows): Map<string, number> {
  const months = new Map<string, number>()
  for (const { status, date, subscription_tier, overage_revenue } of rows.billing_records) {
    if (status !== 'active') continue
    const month = date.toISOString().slice(0, 7)
    const dollars = (prices.get(subscription_tier) ?? 0) + (overage_revenue ?? 0)
    months.set(month, (months.get(month) ?? 0) + dollars)
  }
  return months
}

/** How many channels earned enough in the last 30 days for each performance tier. */
function channelTiers(rows: CollectedRows, now: Date): readonly number[] {
  const earned = new Map(rows.channels.map((row) => [row.channel_id, 0]))
  for (const { channel_id, published_at, revenue_cents } of rows.videos) {
    const age = published_at ? now.getTime() - published_at.getTime() : -1
    if (age < 0 || age > 30 * day) continue
    earned.set(channel_id, (earned.get(channel_id) ?? 0) + (revenue_cents ?? 0) / 100)
  }
  const floors = [10_000, 5000, 2000, 500, 0]
  return floors.map((floor, i) => {
    const ceiling = floors[i - 1] ?? Number.POSITIVE_INFINITY
    return [...earned.values()].filter((dollars) => dollars >= floor && dollars < ceiling).length
  })
}

describe.each(times)('the business at %s', (text) => {
  const now = new Date(text)

  it('has published videos today, and used most of the YouTube quota', async () => {
    const rows = await collectRows({ now })
    const today = rows.videos.filter(({ status, published_at }) => {
      return status === 'published' && published_at && published_at.getTime() >= midnight(now)
    })
    expect(today.length).toBeGreaterThan(1)
    const used = new Map<number, number>()
    for (const { date, quota_units } of rows.youtube_api_calls) {
      used.set(date.getTime(), (used.get(date.getTime()) ?? 0) + quota_units)
    }
    expect(used.get(midnight(now))).toBeGreaterThan(7000)
    expect(used.get(midnight(now))).toBeLessThan(9900)
    expect(Math.max(...used.values())).toBeLessThan(10_000)
  })

  it.each([1, 2, 3])('has channels in every performance tier with seed %i', async (seed) => {
    const tiers = channelTiers(await collectRows({ now, seed }), now)
    expect(Math.min(...tiers)).toBeGreaterThan(0)
  })

  it.each([1, 2, 3])(
    'earns 50000 to 100000 dollars a month, more than half a year ago, with seed %i',
    async (seed) => {
      const months = [...revenueByMonth(await collectRows({ now, seed }))].sort(([a], [b]) =>
        a < b ? -1 : 1,
      )
      const latest = months.at(-1)
      expect(latest?.[0]).toBe(text.slice(0, 7))
      expect(latest?.[1]).toBeGreaterThan(50_000)
      expect(latest?.[1]).toBeLessThan(100_000)
      expect(latest?.[1]).toBeGreaterThan((months.at(-7)?.[1] ?? 0) * 1.2)
    },
  )

  it('has few failures in the last hour, and few errors in the last minutes', async () => {
    const rows = await collectRows({ now })
    const since = now.getTime() - 60 * minute
    const attempts = rows.video_generation_log.filter((row) => row.created_at.getTime() > since)
    const failed = attempts.filter((row) => row.status === 'failed').length
    const finished = attempts.filter((row) => row.status !== 'running').length
    expect(finished).toBeGreaterThan(5)
    expect(failed / finished).toBeLessThan(0.1)
    expect(attempts.some((row) => row.status === 'running')).toBe(true)
    const errors = rows.error_logs.filter((row) => row.timestamp.getTime() > now.getTime() - 5 * minute)
    expect(errors.length).toBeLessThan(50)
    const failedWorkflows = rows.n8n_workflows.filter(
      (row) => row.status === 'failed' && row.timestamp.getTime() > since,
    )
    expect(failedWorkflows.length).toBeGreaterThan(0)
  })

  it('spends on marketing in every month, and has requests in every hour of the last day', async () => {
    const rows = await collectRows({ now })
    const marketing = rows.expenses.filter((row) => row.department === 'marketing')
    for (const category of ['paid_ads', 'content_marketing', 'sales']) {
      const months = marketing
        .filter((row) => row.category === category)
        .map((row) => row.date.toISOString().slice(0, 7))
      expect(new Set(months).size).toBe(24)
    }
    const ages = rows.api_logs.map((row) =>
      Math.floor((now.getTime() - row.timestamp.getTime() - 1) / (60 * minute)),
    )
    expect(new Set(ages).size).toBe(24)
    expect(Math.max(...ages)).toBe(23)
  })
})
