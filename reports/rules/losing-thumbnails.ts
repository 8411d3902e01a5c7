import { rows, sql } from 'sightline'
import { videoThumbnails } from '../../sql/sources.ts'
import { publishedInPeriod } from '../published-in-period.ts'

/** Thumbnails of the period's videos that lose their test: the winner is clicked at least a fifth more often. */
export const losingThumbnails = () =>
  publishedInPeriod()
    .with('thumbnails', () => rows(videoThumbnails).selectAll())
    .selectFrom('published')
    .innerJoin('thumbnails as loser', 'loser.video_id', 'published.video_id')
    .innerJoin('thumbnails as winner', 'winner.video_id', 'published.video_id')
    .where((eb) => eb.ref('winner.is_winner'))
    .where((eb) => eb.not(eb.ref('loser.is_winner')))
    .where((eb) => eb('winner.click_through_rate', '>=', eb('loser.click_through_rate', '*', eb.lit(1.2))))
    .select((eb) => [
      'published.user_id',
      eb.val('Drop a thumbnail that loses its test').as('advice'),
      'published.title as subject',
      sql<string>`'variant ' || ${eb.ref('loser.variant')} || ' is clicked by ' || round(${eb.ref('loser.click_through_rate')}, 2) || ' %, variant ' || ${eb.ref('winner.variant')} || ' by ' || round(${eb.ref('winner.click_through_rate')}, 2) || ' %'`.as(
        'figures',
      ),
    ])
