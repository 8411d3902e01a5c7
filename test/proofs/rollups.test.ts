import { above, alertRule, contactPoint, rows } from 'sightline'
import type { Prover } from 'sightline/engine'
import { event, field, occurrence } from 'sightline/events'
import { email } from 'sightline/integrations'
import { eventFactory, given, type Proof, proofs, timeline } from 'sightline/proofs'
import { beforeAll, describe, expect, it } from 'vitest'
import { pageView, viewsPerHour, viewsPerSite } from '../define/stream.ts'
import { proverOf } from '../support/prover.ts'

const busy = alertRule('Busy', {
  uid: 'busy',
  summary: 'Busy.',
  description: 'Look.',
  query: rows(viewsPerSite).select(['site', 'views']),
  value: 'views',
  condition: above(1),
  every: '1m',
  for: '1m',
  severity: 'warning',
  noData: 'OK',
  onError: 'Error',
  contactPoint: contactPoint('us', { description: 'Us.', integrations: [email({ to: ['us@example.com'] })] }),
})

const page = eventFactory(pageView, { site: 'docs' })
let prover: Prover

beforeAll(async () => {
  prover = await proverOf([pageView, viewsPerHour, viewsPerSite, busy])
})

const prove = (proof: Proof) => prover.run(proofs({ now: '2026-03-15T12:00:00Z' }, { it: proof }), 'it')
const holds = async (proof: Proof) =>
  expect(await prove(proof)).toMatchObject({ mismatches: [], problem: undefined })

describe('events of a proof', () => {
  it('are counted into roll-ups, and take defaults of their types', () =>
    holds(
      given(
        page(),
        page({ reader: 'ann', seconds: 5, first: true, at: new Date('2026-03-15T11:59:00Z') }),
      ).view(viewsPerHour, [
        {
          hour: '2026-03-15T11:00:00Z',
          site: 'docs',
          views: 1,
          firsts: 1,
          seconds: 5,
          readers: 1,
          longest: 5,
        },
        { hour: '2026-03-15T12:00:00Z', site: 'docs', views: 1, firsts: 0, seconds: 0, longest: 0 },
      ]),
    ))

  it('reach the views that read a roll-up, whichever way they were made', () =>
    holds(
      given(page(), [
        occurrence(pageView, {
          site: 'blog',
          reader: 'ann',
          seconds: 1,
          first: false,
          weight: 1,
          at: '2026-03-15T09:00:00Z',
        }),
      ]).view(viewsPerSite, [
        { site: 'blog', views: 1 },
        { site: 'docs', views: 1 },
      ]),
    ))

  it('happen along the time line of a rule', () =>
    holds(
      timeline(busy, '2026-03-15T09:00:00Z')
        .insert(page())
        .expect('normal', { value: 1 })
        .at('09:05')
        .insert(page({ at: '2026-03-15T09:04:00Z' }))
        .expect('pending', { value: 2 })
        .at('09:06')
        .expect('firing'),
    ))

  it('leave nothing behind for the next proof', async () => {
    await holds(given(page()).view(viewsPerHour, [{ views: 1 }]))
    await holds(given().view(viewsPerHour, []))
  })

  it('show the row that is not as expected', async () => {
    const { mismatches } = await prove(given(page()).view(viewsPerHour, [{ site: 'docs', views: 2 }]))
    expect(mismatches).toMatchObject([
      {
        subject: 'analytics.page_views_per_hour',
        columns: ['site', 'views'],
        rows: [[{ same: true }, { expected: '2', actual: '1', same: false }]],
      },
    ])
  })

  it('that do not fit are refused with the reason and their place', async () => {
    const wrong = [
      [page({ seconds: 1.5 }), /seconds is 1\.5, and shall be a whole number/],
      [page({ at: '2026-03-15T12:05:01Z' }), /at is 2026-03-15T12:05:01\.000Z, which is in the future/],
      [page({ at: 'yesterday' }), /at is "yesterday", and shall be a moment/],
      [page({ site: 'x'.repeat(257) }), /site is "x+…, and shall be a text of at most 256/],
    ] as const
    for (const [one, reason] of wrong)
      expect((await prove(given(one).view(viewsPerHour, []))).problem).toMatchObject({
        code: 'given-event-refused',
        what: expect.stringMatching(reason),
        where: expect.stringMatching(/^test\/proofs\/rollups\.test\.ts:\d+$/),
      })
  })

  it('that no roll-up counts are refused', async () => {
    const lone = event('lone', {
      description: 'Nobody counts it.',
      version: 1,
      fields: { who: field.text('Who.'), at: field.time('When.') },
      shardBy: 'who',
      time: 'at',
    })
    const { problem } = await prove(given(eventFactory(lone)()).view(viewsPerHour, []))
    expect(problem).toMatchObject({ code: 'unlisted-definition', value: 'lone' })
  })
})
