import { barGaugePanel } from 'sightline'
import { reportTable } from 'sightline/reports'
import { publishedInPeriod } from './published-in-period.ts'

const revenueByChannel = barGaugePanel({
  title: 'Revenue by channel',
  description: 'What the videos that each channel published have earned so far (US dollars).',
  unit: 'currencyUSD',
  decimals: 2,
  min: 0,
  color: 'blue',
  query: publishedInPeriod()
    .selectFrom('published')
    .groupBy(['user_id', 'channel_id', 'channel_name'])
    .select((eb) => ['user_id', 'channel_name', eb.fn.sum<number>('revenue').as('revenue')])
    .orderBy('revenue', 'desc')
    .orderBy('channel_name'),
})

/** Every channel with what it published in the period, the best first; those that published nothing too. */
export const channelPerformanceSection = <const Title extends string>(title: Title) =>
  reportTable({
    title,
    description: 'Every channel, with the videos it published and what they have reached and earned so far.',
    query: publishedInPeriod()
      .selectFrom('channels')
      .leftJoin('published', 'published.channel_id', 'channels.channel_id')
      .groupBy(['channels.user_id', 'channels.channel_id', 'channels.channel_name'])
      .select((eb) => [
        'channels.user_id',
        'channels.channel_name',
        eb.fn.count<number>('published.video_id').as('videos'),
        eb.fn.coalesce(eb.fn.sum<number>('published.views'), eb.lit(0)).as('views'),
        eb.fn.coalesce(eb.fn.sum<number>('published.revenue'), eb.lit(0)).as('revenue'),
      ])
      .orderBy('revenue', 'desc')
      .orderBy('channels.channel_name'),
    chart: revenueByChannel,
    columns: {
      channel_name: { label: 'Channel' },
      videos: { label: 'Videos' },
      views: { label: 'Views', decimals: 0 },
      revenue: { label: 'Revenue', unit: 'currencyUSD', decimals: 2 },
    },
    empty: 'You have no channels yet.',
  })
