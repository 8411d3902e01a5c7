import { buildRelease, type ReportContent, requireReport } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import config from '../../sightline.config.ts'
import { buildReport } from '../../toolkit/reports/build-report.ts'
import { type Period, periodOf } from '../../toolkit/reports/period.ts'
import { recipientsOf } from '../../toolkit/reports/recipients.ts'
import type { Cell, ContentTable } from '../../toolkit/reports/report-content.ts'
import { type GoldDatabase, goldDatabase } from '../support/gold-database.ts'

const release = buildRelease(config)

/** The videos of the user ($1) that were published from $2 and before $3, as the view of the dashboards has them. */
const own = `select v.*, c.channel_name, v.revenue_cents / 100.0 as revenue
  from analytics.video_performance_analysis v join channels c using (channel_id)
  where v.user_id = $1 and v.published_at >= $2 and v.published_at < $3`

const attempts = `select g.* from video_generation_log g join channels c using (channel_id)
  where c.user_id = $1 and g.created_at >= $2 and g.created_at < $3`

const byChannel = `select channel_name,
    (select count(*) from own where own.channel_id = c.channel_id) as videos,
    (select coalesce(sum(views), 0) from own where own.channel_id = c.channel_id) as views,
    (select coalesce(sum(revenue), 0) from own where own.channel_id = c.channel_id) as revenue
  from channels c where user_id = $1 order by revenue desc, channel_name`

const earningChannels = `select channel_name, sum(revenue) from own group by channel_id, channel_name order by 2 desc, 1`

const byDay = `select to_char(published_at at time zone 'UTC', 'YYYY-MM-DD'), sum(revenue), sum(views) from own group by 1 order by 1`

const advice = `select * from (
    select 'Spend less on a channel, or change what it makes' as advice, o.channel_name as subject,
      format('a video cost $%s and earned $%s', round(sum(k.cents) / 100.0 / o.videos, 2), round(o.revenue / o.videos, 2))
    from (select channel_id, channel_name, count(*) as videos, sum(revenue) as revenue from own group by 1, 2) o,
      lateral (select sum(total_cost_cents) as cents from attempts where channel_id = o.channel_id) k
    group by o.channel_name, o.videos, o.revenue having sum(k.cents) / 100.0 > o.revenue
    union all
    select 'Publish at an hour that earns more', to_char(h.hour, 'FM00') || ':00 UTC',
      format('%s videos earned $%s each, all of yours $%s', h.videos, round(h.mean, 2), round(a.mean, 2))
    from (select extract(hour from published_at at time zone 'UTC') as hour, count(*) as videos, avg(revenue) as mean from own group by 1) h,
      (select avg(revenue) as mean from own) a
    where h.videos >= 3 and a.mean > 0 and h.mean >= 1.25 * a.mean
    union all
    select 'Drop a thumbnail that loses its test', own.title,
      format('variant %s is clicked by %s %%, variant %s by %s %%', l.variant, round(l.click_through_rate, 2), w.variant, round(w.click_through_rate, 2))
    from own join video_thumbnails l on l.video_id = own.video_id and not l.is_winner
      join video_thumbnails w on w.video_id = own.video_id and w.is_winner and w.click_through_rate >= 1.2 * l.click_through_rate
  ) as found order by 1, 2, 3`

const competitors = `, channel as (
    select user_id, channel_id, niche, avg(views) as views from analytics.video_performance_analysis
    where published_at >= $2 and published_at < $3 group by 1, 2, 3)
  select c.channel_name, m.niche, m.views, o.median, o.top, m.views / nullif(o.median, 0)
  from channel m join channels c using (channel_id), lateral (
    select count(*) as others, percentile_cont(0.5) within group (order by views) as median,
      percentile_cont(0.75) within group (order by views) as top
    from channel where niche = m.niche and user_id <> m.user_id) o
  where m.user_id = $1 and o.others >= 5 order by 1`

/** What each section of each report is, said once more in SQL over the views of the dashboards. */
const sections: readonly (readonly [report: string, section: string, sql: string])[] = [
  [
    'daily_summary',
    'Revenue summary',
    'select count(*), sum(revenue), avg(revenue), sum(views) from own having count(*) > 0',
  ],
  ['daily_summary', 'Channel performance', byChannel],
  ['daily_summary', 'Channel performance: Revenue by channel', earningChannels],
  [
    'daily_summary',
    'Top videos',
    'select title, channel_name, views, revenue from own order by views desc, video_id limit 5',
  ],
  [
    'daily_summary',
    'System health',
    `select count(*), count(*) filter (where status = 'failed'),
       count(*) filter (where status = 'failed')::numeric / nullif(count(*) filter (where status <> 'running'), 0), avg(generation_time_seconds)
     from attempts having count(*) > 0`,
  ],
  [
    'weekly_insights',
    'Weekly trends',
    `select to_char(published_at at time zone 'UTC', 'YYYY-MM-DD'), count(*), sum(views), sum(revenue) from own group by 1 order by 1`,
  ],
  ['weekly_insights', 'Weekly trends: Published by day', byDay],
  [
    'weekly_insights',
    'Performance analysis',
    'select performance_tier, count(*), avg(views_vs_median), avg(engagement_rate) from own group by 1 order by 2 desc, 1',
  ],
  ['weekly_insights', 'Optimization opportunities', advice],
  ['weekly_insights', 'Competitor insights', competitors],
  [
    'monthly_report',
    'Financial summary',
    `select coalesce(e.revenue, 0), coalesce(k.cost, 0), coalesce(e.revenue, 0) - coalesce(k.cost, 0)
     from (select sum(revenue) as revenue from own) e, (select sum(total_cost_cents) / 100.0 as cost, count(*) as attempts from attempts) k
     where e.revenue is not null or k.attempts > 0`,
  ],
  [
    'monthly_report',
    'Growth metrics',
    `select count(*), count(distinct channel_id), sum(views), sum(views) / nullif(count(*), 0), sum(likes + comments) / nullif(sum(views), 0)
     from own having count(*) > 0`,
  ],
  ['monthly_report', 'Growth metrics: Published by day', byDay],
  ['monthly_report', 'Channel analysis', byChannel],
  ['monthly_report', 'Channel analysis: Revenue by channel', earningChannels],
  ['monthly_report', 'Recommendations', advice],
]

let gold: GoldDatabase
const reports = new Map<string, { readonly period: Period; readonly contents: readonly ReportContent[] }[]>()

/** Each report of each user over the periods of the gold data in which most was published. */
async function everyPeriod(name: string): Promise<{ period: Period; contents: ReportContent[] }[]> {
  const { client, now } = gold
  const report = requireReport(release, name)
  const { every } = report.schedule
  const { rows: days } = await client.query<{ day: string }>(
    `select to_char(max(published_at), 'YYYY-MM-DD') as day from videos
     where status = 'published' and published_at < date_trunc($2, $1::timestamptz, 'UTC')
     group by date_trunc($2, published_at, 'UTC') order by count(*) desc, 1 limit $3`,
    [now, every, every === 'month' ? 1 : 3],
  )
  const found: { period: Period; contents: ReportContent[] }[] = []
  await client.query('begin')
  for (const { day } of days) {
    const period = await periodOf(client, report, { timeZone: 'UTC', now, day })
    const contents: ReportContent[] = []
    for (const { user, timeZone } of await recipientsOf(client, report))
      contents.push(await buildReport(client, () => undefined, report, { user, timeZone, period }))
    found.push({ period, contents })
  }
  await client.query('rollback')
  return found
}

beforeAll(async () => {
  gold = await goldDatabase('UTC')
  // A week in which enough channels of one niche publish to be compared.
  await gold.client.query(
    `update videos set published_at = date_trunc('week', $1::timestamptz - interval '14 days', 'UTC') + interval '30 hours'
     where video_id in (select distinct on (channel_id) video_id from videos where status = 'published' order by channel_id, video_id)`,
    [gold.now],
  )
  for (const name of new Set(sections.map(([report]) => report))) reports.set(name, await everyPeriod(name))
})

/** The cells of a section, or of the chart above it. */
function cellsOf(content: ReportContent, path: string): readonly (readonly Cell[])[] {
  const [title, chart] = path.split(': ')
  const found = content.sections.find((section) => section.title === title)
  if (!found || found.kind === 'failed') throw new Error(`${path} is not in the report`)
  if (found.kind === 'empty' || found.kind === 'pictures') return []
  if (chart !== undefined) {
    const tables: readonly ContentTable[] = found.chart?.tables ?? []
    // Without a row there is nothing to draw.
    if (found.chart) expect(found.chart.title).toBe(chart)
    return tables.flatMap(({ rows }) => rows)
  }
  return found.kind === 'rows' ? found.rows : [found.figures.map(({ now }) => now)]
}

/** A number to nine digits, a day, or a text. */
function plain(text: string | null): string | null {
  if (text === null || /[^\d.e+-]/.test(text.replace(/^(\d{4}-\d\d-\d\d) 00:00:00.*$/, '$1'))) return text
  const [day] = /^\d{4}-\d\d-\d\d/.exec(text) ?? []
  return day ?? Number(text).toPrecision(9)
}

describe('what a report says of a period is what the views of the dashboards have of it', () => {
  it('in every section of every report', () => {
    const titles = release.reports.flatMap(({ name, sections: all }) =>
      all.flatMap((section) => ('title' in section ? [`${name}/${section.title}`] : [])),
    )
    const tried = sections
      .filter(([, section]) => !section.includes(': '))
      .map(([name, section]) => `${name}/${section}`)
    expect(tried.sort()).toEqual(titles.sort())
  })

  it.each(sections)('in %s: %s', async (name, section, sql) => {
    let compared = 0
    for (const { period, contents } of reports.get(name) ?? [])
      for (const content of contents) {
        const { rows } = await gold.client.query<(string | null)[]>({
          text: `with own as (${own}), attempts as (${attempts}) ${sql}`,
          values: [content.user, period.from, period.to],
          rowMode: 'array',
          types: { getTypeParser: () => String },
        })
        const told = cellsOf(content, section).map((row) => row.map(({ text }) => plain(text)))
        expect([content.user, period.name, told]).toEqual([
          content.user,
          period.name,
          rows.map((row) => row.map(plain)),
        ])
        compared += told.length
      }
    expect(compared).toBeGreaterThan(0)
  })
})
