import { cache } from 'sightline'
import { definitionSite, SightlineError } from 'sightline/engine'
import { count, event, field, liveFigure, liveOpen, rollup, sum } from 'sightline/events'
import { describe, expect, it } from 'vitest'

const description = 'For a test.'
const fields = { shop: field.text('The shop.'), cents: field.integer('The price.'), at: field.time('When.') }
const options = { description, version: 1, fields, shardBy: 'shop', time: 'at' } as const
const sale = event('sale', options)
const sent = event('sent', options)
const partitionBy = { column: 'hour', every: 'day', keep: '7 days' } as const
const measures = { sales: count() }

/** The fields of the error that a definition is refused with. */
function refusalOf(define: () => unknown) {
  try {
    define()
  } catch (error) {
    if (error instanceof SightlineError) return [error.code, error.problem.value, error.problem.where]
    throw error
  }
  return []
}

const here = expect.stringMatching(/^test\/define\/live-problems\.test\.ts:\d+$/)

describe('an event', () => {
  it.each([
    ['a version that is none', { version: 0.5 }, '0.5'],
    ['the topic of everything', { topics: { all: 'shop' as const } }, '"all"'],
    ['a field that cannot be a column', { fields: { ...fields, 'a b': field.text('x') } }, '"a b"'],
    [
      'a field of the name __proto__',
      { fields: { ...fields, ['__proto__']: field.text('x') } },
      '"__proto__"',
    ],
  ])('is refused with %s', (_, changes, value) => {
    expect(refusalOf(() => event('sale', { ...options, ...changes }))).toEqual(['invalid-event', value, here])
  })
})

describe('a cache', () => {
  it.each([
    ['an open brace', { key: 'shop:{shop' }, '"shop:{shop"'],
    ['an empty name', { key: 'shop:{}' }, '"shop:{}"'],
    ['a space', { key: 'shop totals' }, '"shop totals"'],
    ['a name twice', { key: '{shop}:{shop}' }, 'shop'],
    ['no time', { ttl: 0 }, 'ttl: 0'],
    ['no time for empty answers', { negativeTtl: -1 }, 'negativeTtl: -1'],
    ['no time for old answers', { staleIfError: { hours: -1 } }, 'staleIfError: -1 hours'],
  ])('is refused with %s', (_, changes, value) => {
    const given = { description, key: 'shop:{shop}', ttl: 5, ...changes }
    expect(refusalOf(() => cache('totals', given))).toEqual(['invalid-cache', value, here])
  })
})

describe('a roll-up', () => {
  it('is refused with a measure of the name of its bucket', () => {
    const define = () =>
      rollup('live.sales', {
        description,
        from: sale,
        per: 'hour',
        by: ['shop'],
        measures: { hour: sum('cents') },
        partitionBy,
      })
    expect(refusalOf(define)).toEqual(['invalid-rollup', 'hour', here])
  })

  it('keeps the place where it is defined', () => {
    const defined = rollup('live.sales', {
      description,
      from: sale,
      per: 'hour',
      by: [],
      measures,
      partitionBy,
    })
    expect(definitionSite(defined)).toEqual(here)
  })
})

describe('a live figure', () => {
  it.each([0, 1.5, Number.NaN])('is refused over %s buckets', (last) => {
    const over = { per: 'hour', last } as const
    const define = () =>
      liveFigure('sales', { description, from: sale, over, measures, value: ({ sales }) => sales })
    expect(refusalOf(define)).toEqual(['invalid-live-figure', `last: ${last}`, here])
  })

  it('is refused where what is open would be given up at once, or one event opens and closes', () => {
    const open = { description, opened: sale, closed: sent, key: 'shop', within: { hours: 1 } } as const
    expect(refusalOf(() => liveOpen('open', { ...open, within: {} }))[1]).toBe('within: 0')
    expect(refusalOf(() => liveOpen('open', { ...open, closed: sale }))[1]).toBe('sale')
  })
})
