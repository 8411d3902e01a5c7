import { follow, incrementalView, materializedView, rows } from 'sightline'
import type { IncrementalView, MaterializedView } from 'sightline/engine'
import { buildRelease, SightlineError } from 'sightline/engine'
import { expect, test } from 'vitest'
import {
  channels,
  channelTotals,
  counts,
  media,
  nicheTotals,
  nicheViews,
  publicVideos,
  videos,
} from './media.ts'

const refusal = (view: IncrementalView, ...others: readonly (IncrementalView | MaterializedView)[]) => {
  try {
    buildRelease({
      ...media,
      definitions: [channels, videos, counts, publicVideos, ...others, view],
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

test('a materialized view is refused with what to read instead', () => {
  const stored = materializedView('analytics.stored', {
    description: 'For a test.',
    grain: ['niche'],
    query: rows(channels).distinct().select('niche'),
  })
  const view = incrementalView('analytics.of_stored', {
    description: 'For a test.',
    grain: ['niche'],
    query: rows(stored).select('niche'),
    follow: [],
  })
  expect(refusal(view, stored)).toMatchObject({
    code: 'relation-not-followed',
    value: 'analytics.stored',
    next: expect.stringContaining('make it an incremental view'),
  })
})

test('an incremental view that is read and not followed is refused', () => {
  const view = incrementalView('analytics.of_stored', {
    description: 'For a test.',
    grain: ['niche'],
    query: rows(nicheTotals).select(['niche', 'n']),
    follow: [],
  })
  expect(refusal(view, nicheTotals)).toMatchObject({
    code: 'relation-not-followed',
    value: 'analytics.niche_totals',
    next: expect.stringContaining('Add it to `follow`'),
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
