import { rows, sql, timeFilter } from 'sightline'
import { dollars } from '../../sql/dollars.ts'
import { videoGenerationLog } from '../../sql/sources.ts'
import { publishedInPeriod } from '../published-in-period.ts'

/** Channels whose videos of the period cost more to generate, each, than they have earned. */
export const costlyChannels = () =>
  publishedInPeriod()
    .with('costs', () =>
      rows(videoGenerationLog)
        .where((eb) => timeFilter(eb.ref('created_at')))
        .groupBy('channel_id')
        .select((eb) => ['channel_id', dollars(eb.fn.sum<number | null>('total_cost_cents')).as('cost')]),
    )
    .with('earned', (db) =>
      db
        .selectFrom('published')
        .groupBy(['user_id', 'channel_id', 'channel_name'])
        .select((eb) => [
          'user_id',
          'channel_id',
          'channel_name',
          eb.fn.countAll<number>().as('videos'),
          eb.fn.sum<number>('revenue').as('revenue'),
        ]),
    )
    .selectFrom('earned')
    .innerJoin('costs', 'costs.channel_id', 'earned.channel_id')
    .where((eb) => eb('costs.cost', '>', eb.ref('earned.revenue')))
    .select((eb) => [
      'earned.user_id',
      eb.val('Spend less on a channel, or change what it makes').as('advice'),
      'earned.channel_name as subject',
      sql<string>`'a video cost $' || round(${eb.ref('costs.cost')} / ${eb.ref('earned.videos')}, 2) || ' and earned $' || round(${eb.ref('earned.revenue')} / ${eb.ref('earned.videos')}, 2)`.as(
        'figures',
      ),
    ])
