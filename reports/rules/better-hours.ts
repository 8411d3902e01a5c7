import { ratio, sql } from 'sightline'
import { publishedInPeriod } from '../published-in-period.ts'

/** Hours (UTC) whose videos earn at least a quarter more than the user's videos do on average; three videos or more. */
export const betterHours = () =>
  publishedInPeriod()
    .with('averages', (db) =>
      db
        .selectFrom('published')
        .groupBy('user_id')
        .select((eb) => ['user_id', eb.fn.avg<number>('revenue').as('revenue')]),
    )
    .with('hours', (db) =>
      db
        .selectFrom('published')
        .select((eb) => [
          'user_id',
          'revenue',
          sql<number>`extract(hour from ${eb.ref('published_at')} at time zone 'UTC')::integer`.as('hour'),
        ]),
    )
    .with('by_hour', (db) =>
      db
        .selectFrom('hours')
        .groupBy(['user_id', 'hour'])
        .select((eb) => [
          'user_id',
          'hour',
          eb.fn.countAll<number>().as('videos'),
          eb.fn.avg<number>('revenue').as('revenue'),
        ]),
    )
    .selectFrom('by_hour')
    .innerJoin('averages', 'averages.user_id', 'by_hour.user_id')
    .where('by_hour.videos', '>=', 3)
    .where((eb) => eb(ratio(eb.ref('by_hour.revenue'), eb.ref('averages.revenue')), '>=', 1.25))
    .select((eb) => [
      'by_hour.user_id',
      eb.val('Publish at an hour that earns more').as('advice'),
      sql<string>`to_char(${eb.ref('by_hour.hour')}, 'FM00') || ':00 UTC'`.as('subject'),
      sql<string>`${eb.ref('by_hour.videos')} || ' videos earned $' || round(${eb.ref('by_hour.revenue')}, 2) || ' each, all of yours $' || round(${eb.ref('averages.revenue')}, 2)`.as(
        'figures',
      ),
    ])
