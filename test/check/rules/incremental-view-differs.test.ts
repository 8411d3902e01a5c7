import { ago, follow, incrementalView, interval, now, rows, sql } from 'sightline'
import type { IncrementalView } from 'sightline/engine'
import { buildRelease, createSources, freezeClock } from 'sightline/engine'
import { describe, expect, test } from 'vitest'
import { proveIncremental } from '../../../toolkit/check/incremental/prove-incremental.ts'
import { incrementalViewDiffers } from '../../../toolkit/check/rules/incremental-view-differs.ts'
import { deployFresh } from '../../../toolkit/local/deploy-fresh.ts'
import {
  channels,
  channelTotals,
  counts,
  dailyViews,
  media,
  nicheTotals,
  recentCounts,
  videos,
} from '../../incremental/media.ts'
import { fillMedia, start } from '../../incremental/media-database.ts'
import { testDatabase } from '../../support/database.ts'
import { contextOf } from './context.ts'

/** What check finds of these views after random changes to the rows of the media project. */
async function found(...definitions: IncrementalView[]) {
  const release = buildRelease({
    ...media,
    definitions: [...media.definitions.filter(({ kind }) => kind === 'source'), ...definitions],
  })
  const database = await testDatabase()
  await freezeClock(await database.connect(), database.name, start)
  const client = await database.connect()
  await createSources(client, release.sources)
  await fillMedia(client)
  await client.query('create view public.named_channels as select * from channels where name is null')
  await deployFresh(client, release)
  const incrementalFaults = await proveIncremental(client, release, start)
  return [...incrementalViewDiffers.check(contextOf([], { incrementalFaults }))]
}

test('is silent about views that follow what they read', async () => {
  expect(await found(channelTotals, nicheTotals, dailyViews, recentCounts)).toEqual([])
})

describe('finds a follow', () => {
  test.each([
    [
      'that forgets an age',
      {
        ...channelTotals,
        follow: [
          follow(channels, 'channel_id'),
          follow(videos, 'channel_id', { ages: { published_at: [{ minutes: 0 }] } }),
        ],
      },
      /^When \d+ hours pass without a change, a refresh .*: channel_id = c/,
    ],
    [
      'that leads to the key of something else',
      {
        ...nicheTotals,
        follow: [
          follow(channels, 'niche'),
          follow(videos, rows(videos).select('channel_id as niche'), {
            ages: { published_at: [{ minutes: 0 }] },
          }),
        ],
      },
      /^When /,
    ],
    [
      'that lets old rows stay',
      {
        ...recentCounts,
        follow: [follow(counts, ['channel_id', 'day']), follow(channels, 'channel_id')],
      },
      /^When \d+ hours pass without a change, a refresh leaves a row that its query does not give: channel_id = c/,
    ],
  ] as const)('%s', async (_, view, what) => {
    const wrong: IncrementalView = { ...view, query: sql`select * from (${view.query}) as whole` }
    const [finding, ...others] = await found(wrong)
    expect(others).toEqual([])
    expect(finding?.where).toBe(view.name)
    expect(finding?.what).toMatch(what)
  })
})

test('a table that only handwritten SQL reads, behind a view, is asked for by its name', async () => {
  const behind = incrementalView('analytics.behind', {
    description: 'For a test.',
    grain: ['video_id'],
    query: sql<{
      video_id: number
      niche: string
    }>`select video_id, niche from videos join named_channels using (channel_id)`,
    follow: [follow(videos, 'video_id')],
  })
  const [finding] = await found(behind)
  expect(finding).toMatchObject({
    where: 'analytics.behind',
    what: 'Its query reads channels, and nothing says what a change of it leads to.',
  })
})

test('a row that follows the clock is found as time passes', async () => {
  const aging = incrementalView('analytics.aging', {
    description: 'For a test.',
    grain: ['video_id'],
    query: rows(videos).select(['video_id', sql<Date>`now() - ${interval({ hours: 1 })}`.as('an_hour_ago')]),
    follow: [follow(videos, 'video_id')],
  })
  const [finding] = await found(aging)
  expect(finding).toMatchObject({
    where: 'analytics.aging',
    next: 'Add to `follow` how this leads to the row: by another key, by a query of the keys, or by an age.',
  })
  expect(finding?.what).toMatch(/^When .* a refresh .* row .*: .*video_id = /)
  expect(finding?.site).toMatch(/incremental-view-differs\.test\.ts:\d+$/)
})

test('a column by which changes are found is set by every change', async () => {
  const byTime = incrementalView('analytics.by_time', {
    description: 'For a test.',
    grain: ['video_id'],
    query: rows(videos)
      .where('published_at', '<=', now())
      .where('published_at', '>=', ago({ days: 9999 }))
      .select(['video_id', 'views']),
    follow: [follow(videos, 'video_id', { changedBy: { column: 'published_at', lateBy: { minutes: 5 } } })],
  })
  expect(await found(byTime)).toEqual([])
})
