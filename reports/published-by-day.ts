import { asTime, timeseriesPanel, utcDay } from 'sightline'
import { publishedInPeriod } from './published-in-period.ts'

/** What the videos of each day of the period have earned and reached so far. */
export const publishedByDay = (title: string) =>
  timeseriesPanel({
    title,
    description:
      'By the day (UTC) of publication: what the videos have earned (US dollars) and how often they were seen so far.',
    draw: 'bars',
    legend: ['sum'],
    query: publishedInPeriod()
      .selectFrom('published')
      .groupBy((eb) => ['user_id', utcDay(eb.ref('published_at'))])
      .select((eb) => [
        'user_id',
        asTime(utcDay(eb.ref('published_at'))).as('time'),
        eb.fn.sum<number>('revenue').as('Revenue'),
        eb.fn.sum<number>('views').as('Views'),
      ])
      .orderBy('time'),
    overrides: {
      Revenue: { unit: 'currencyUSD', decimals: 2, min: 0 },
      Views: { unit: 'short', axis: 'right', min: 0 },
    },
  })
