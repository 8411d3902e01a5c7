import fc from 'fast-check'
import { start } from './media-database.ts'

/** A statement that changes the tables, from a number that chooses the rows. */
type Change = (pick: number) => string

const moment = (pick: number) => `'${new Date(start.getTime() + (pick - 800) * 3_600_000).toISOString()}'`
const channel = (pick: number) => `'c${1 + (pick % 8)}'`
const video = (pick: number) => (pick % 120) - 10

/** What writers do, by name: a failure is told in these words. */
export const changes = {
  'views change': (pick) => `update videos set views = ${pick} where video_id = ${video(pick)}`,
  'a video comes': (pick) =>
    `insert into videos values (${1000 + pick}, ${channel(pick)}, ${moment(pick)}, ${pick}) on conflict do nothing`,
  'a video comes again': (pick) =>
    `insert into videos values (${video(pick)}, ${channel(pick * 7)}, ${moment(pick)}, 1) on conflict (video_id) do update set views = videos.views + 1, channel_id = excluded.channel_id`,
  'a video of long ago comes': (pick) =>
    `insert into videos values (${3000 + pick}, ${channel(pick)}, '2024-01-01Z', ${pick}) on conflict do nothing`,
  'a video goes': (pick) => `delete from videos where video_id = ${video(pick)}`,
  'a video moves to another channel': (pick) =>
    `update videos set channel_id = ${channel(pick * 3)} where video_id = ${video(pick)}`,
  'a video has another key': (pick) =>
    `update videos set video_id = video_id + 5000 where video_id = ${video(pick)}`,
  'a video is published at another time': (pick) =>
    `update videos set published_at = ${moment(pick)} where video_id = ${video(pick)}`,
  'a video is taken back': (pick) => `update videos set published_at = null where video_id = ${video(pick)}`,
  'many videos change': (pick) => `update videos set views = views + 1 where video_id % 7 = ${pick % 7}`,
  'all videos go': () => 'truncate videos',
  'two statements change one video': (pick) =>
    `update videos set views = 1 where video_id = ${video(pick)}; update videos set channel_id = ${channel(pick)} where video_id = ${video(pick)}`,
  'a channel comes': (pick) =>
    `insert into channels values (${channel(pick)}, 'n${pick % 5}') on conflict do nothing`,
  'a channel has another niche': (pick) =>
    `update channels set niche = 'n${pick % 5}' where channel_id = ${channel(pick)}`,
  'a channel goes': (pick) => `delete from channels where channel_id = ${channel(pick)}`,
  'channels change places': () =>
    `update channels set niche = case niche when 'n0' then 'n1' when 'n1' then 'n0' else niche end`,
  'a count comes': (pick) =>
    `insert into counts values (${channel(pick)}, ${moment(pick)}::date, ${pick}) on conflict (channel_id, day) do update set subscribers = excluded.subscribers`,
  'counts go': (pick) => `delete from counts where subscribers % 11 = ${pick % 11}`,
  'a count has another day': (pick) =>
    `update counts set day = day + 400 where channel_id = ${channel(pick)} and day = ${moment(pick)}::date`,
} satisfies Readonly<Record<string, Change>>

/** Something that happens to the tables, the clock or the views. */
export type Step =
  /** The second writer does it in a transaction that stays open. */
  | {
      readonly do: 'write'
      readonly writer: 0 | 1
      readonly change: keyof typeof changes
      readonly pick: number
    }
  | { readonly do: 'end the transaction'; readonly how: 'commit' | 'rollback' }
  | { readonly do: 'move the clock'; readonly hours: number }
  | { readonly do: 'refresh' }
  /** In a transaction that stays open while others write. */
  | { readonly do: 'begin a refresh' }
  | { readonly do: 'end the refresh'; readonly how: 'commit' | 'rollback' | 'kill' }

const names: readonly (keyof typeof changes)[] = Object.keys(changes).filter(
  (name): name is keyof typeof changes => name in changes,
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      writer: fc.constantFrom(0 as const, 0 as const, 1 as const),
      change: fc.constantFrom(...names),
      pick: fc.nat(1600),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('end the transaction' as const),
      how: fc.constantFrom('commit' as const, 'commit' as const, 'rollback' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move the clock' as const),
      hours: fc.constantFrom(1, 2, 3, 5, 8, 13, 26, 24 * 8, 24 * 31, 24 * 90, -30),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'refresh' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'begin a refresh' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('end the refresh' as const),
      how: fc.constantFrom('commit' as const, 'rollback' as const, 'kill' as const),
    }),
  },
)

/** Sequences of what may happen; the shortest that fails is what a failure shows. */
export const sequences = fc.array(step, { minLength: 2, maxLength: 30 })
