import { cache } from 'sightline'
import { expect, it } from 'vitest'
import { sharedCacheKey } from '../../../toolkit/check/rules/shared-cache-key.ts'
import { contextOf, findings } from './context.ts'

const of = (name: string, key: string) => cache(name, { description: 'For a test.', key, ttl: 5 })
const found = (a: string, b: string) => findings(sharedCacheKey, contextOf([of('one', a), of('other', b)]))

it.each([
  ['shop:sums', 'shop:sums'],
  ['shop:{shop}', 'shop:{customer}'],
  ['shop:{shop}', 'shop:sums'],
  ['shop:sums-{shop}', 'shop:{customer}'],
  ['shop:{kind}:a', 'shop:b:{shop}'],
])('reports a cache of %s beside one of %s', (a, b) => {
  expect(found(a, b)).toEqual([
    {
      where: 'other',
      what: `Its key ${b} can be one of the cache one, ${a}.`,
      next: 'Begin the key with a word of its own.',
    },
  ])
})

it.each([
  ['shop:{shop}', 'stock:{shop}'],
  ['shop:{shop}', 'shop:{shop}:{day}'],
  ['shop:sums-{shop}', 'shop:days-{shop}'],
  ['shop:{shop}-a', 'shop:{shop}-b'],
])('is silent about %s beside %s', (a, b) => {
  expect(found(a, b)).toEqual([])
})
