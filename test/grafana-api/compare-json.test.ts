import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../toolkit/foundation/json.ts'
import { compareJson } from '../../toolkit/grafana-api/compare-json.ts'

const fields = (wanted: JsonObject, found: JsonObject) =>
  compareJson(wanted, found).map((one) => [one.field, one.wanted, one.found])

describe('two objects', () => {
  it('differ by the fields that differ, named from the top', () => {
    expect(fields({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } })).toEqual([['a › c', 2, 3]])
  })

  it('are equal where one has nothing and the other something empty', () => {
    expect(fields({ a: null, b: [] }, { c: '', d: {}, e: { list: [] } })).toEqual([])
  })

  it('differ where one has 0 or false and the other nothing', () => {
    expect(fields({ min: 0 }, { shown: false })).toEqual([
      ['min', 0, undefined],
      ['shown', undefined, false],
    ])
  })

  it('are equal in whatever order their fields stand', () => {
    expect(fields({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([])
  })
})

describe('two lists', () => {
  it('of plain values differ as a whole', () => {
    expect(fields({ tags: ['a', 'b'] }, { tags: ['b', 'a'] })).toEqual([['tags', ['a', 'b'], ['b', 'a']]])
  })

  it('match their elements by number, and name them by title', () => {
    const [mrr, users] = [
      { id: 1, title: 'MRR' },
      { id: 2, title: 'Users' },
    ]
    expect(fields({ panels: [mrr, users] }, { panels: [{ ...users, unit: 'short' }] })).toEqual([
      ['panels › MRR', mrr, undefined],
      ['panels › Users › unit', undefined, 'short'],
    ])
  })

  it('differ by the order of the same elements', () => {
    const [a, b] = [{ refId: 'A' }, { refId: 'B' }]
    expect(fields({ data: [a, b] }, { data: [b, a] })).toEqual([['data › order', ['A', 'B'], ['B', 'A']]])
  })

  it('match elements by place where nothing tells them apart', () => {
    const step = (color: string, value: number | null) => ({ color, value })
    expect(
      fields(
        { steps: [step('red', null), step('green', 5)] },
        { steps: [step('red', null), step('green', 6)] },
      ),
    ).toEqual([['steps › #2 › value', 5, 6]])
  })
})
