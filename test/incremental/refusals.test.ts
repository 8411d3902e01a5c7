import { follow, incrementalView, rows } from 'sightline'
import type { IncrementalView } from 'sightline/engine'
import { buildRelease, SightlineError } from 'sightline/engine'
import { expect, test } from 'vitest'
import { channels, channelTotals, counts, media, nicheTotals, nicheViews, videos } from './media.ts'

const refusal = (view: IncrementalView, ...others: readonly IncrementalView[]) => {
  try {
    buildRelease({
      ...media,
      definitions: [...media.definitions.filter(({ kind }) => kind !== 'incremental view'), ...others, view],
    })
  } catch (error) {
    if (error instanceof SightlineError) return error.problem
    throw error
  }
  return undefined
}

test('a relation that is read and not followed is refused', () => {
  const view = { ...channelTotals, follow: [follow(channels, 'channel_id')] }
  expect(refusal(view)).toMatchObject({ code: 'relation-not-followed', value: 'videos' })
})

test('a relation that is read by way of a view and not followed is refused by its name', () => {
  const view = { ...nicheViews, follow: [follow(channels, 'niche')] }
  expect(refusal(view)).toMatchObject({
    code: 'relation-not-followed',
    value: 'videos',
    what: expect.stringContaining('reads videos, by way of the view analytics.public_videos,'),
  })
})

test('a view that is stored is refused with what to read instead', () => {
  const view = incrementalView('analytics.of_stored', {
    description: 'For a test.',
    grain: ['niche'],
    query: rows(nicheTotals).select(['niche', 'n']),
    follow: [],
  })
  expect(refusal(view, nicheTotals)).toMatchObject({
    code: 'relation-not-followed',
    value: 'analytics.niche_totals',
    next: expect.stringContaining('read the tables below it'),
  })
})

test('a relation that is followed and not read is refused', () => {
  const view = { ...channelTotals, follow: [...channelTotals.follow, follow(counts, 'channel_id')] }
  expect(refusal(view)).toMatchObject({ code: 'follow-leads-nowhere', value: 'counts' })
})

test('a follow to a column outside of the grain is refused', () => {
  const view = { ...channelTotals, follow: [...channelTotals.follow, follow(videos, 'video_id')] }
  expect(refusal(view)).toMatchObject({ code: 'follow-leads-nowhere', value: 'video_id' })
})

test('a query of keys that names no column is refused where it is written', () => {
  expect(() => follow(videos, rows(videos).selectAll())).toThrow('names no columns')
})
