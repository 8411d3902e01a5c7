import { describe, expect, it } from 'vitest'
import { expandOrder } from '../../toolkit/deploy/plan/expand-order.ts'
import { depthOf, withDependents } from '../../toolkit/deploy/plan/relation-graph.ts'

type Relation = { name: string; type: 'view' | 'table'; reads: string[] }

const graphOf = (...relations: Relation[]) => new Map(relations.map((one) => [one.name, one]))

/** Every view of a layer reads every view of the layer below: the paths multiply with each layer. */
function layered(layers: number, width: number): Relation[] {
  return Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: width }, (_, index): Relation => {
      const reads = layer === 0 ? [] : Array.from({ length: width }, (_, below) => `l${layer - 1}_${below}`)
      return { name: `l${layer}_${index}`, type: 'view', reads }
    }),
  ).flat()
}

describe('what lies below a relation', () => {
  it('is counted along the longest path', () => {
    const relations = graphOf(
      { name: 'orders', type: 'table', reads: [] },
      { name: 'days', type: 'view', reads: ['orders'] },
      { name: 'months', type: 'view', reads: ['days', 'orders'] },
    )
    expect(['orders', 'days', 'months'].map((name) => depthOf(relations, name))).toEqual([1, 2, 3])
  })

  it('is counted once for each relation, however many paths lead there', () => {
    const relations = graphOf(...layered(60, 8))
    expect(depthOf(relations, 'l59_0')).toBe(60)
  })

  it('ends where two relations read each other', () => {
    const relations = graphOf(
      { name: 'a', type: 'view', reads: ['b'] },
      { name: 'b', type: 'view', reads: ['a'] },
    )
    expect(depthOf(relations, 'a')).toBeGreaterThan(0)
  })
})

it('what is dropped together is a relation and every view above it, tables left out', () => {
  const relations = graphOf(
    { name: 'orders', type: 'table', reads: [] },
    { name: 'days', type: 'view', reads: ['orders'] },
    { name: 'months', type: 'view', reads: ['days'] },
    { name: 'copy', type: 'table', reads: ['days'] },
  )
  expect([...withDependents(relations, ['days'])]).toEqual(['days', 'months'])
})

describe('the order of the expand phase', () => {
  it('puts each relation after what it reads, and keeps the given order otherwise', () => {
    const { order, unmatched } = expandOrder([
      { name: 'c', needs: ['a'], needed: ['b'] },
      { name: 'b', needs: [], needed: [] },
      { name: 'a', needs: [], needed: ['b'] },
    ])
    expect(order).toEqual(['b', 'a', 'c'])
    expect(unmatched.size).toBe(0)
  })

  it('lets the live query give way in a circle', () => {
    const { order, unmatched } = expandOrder([
      { name: 'a', needs: ['b'], needed: [] },
      { name: 'b', needs: [], needed: ['a'] },
    ])
    expect(order).toEqual(['b', 'a'])
    expect([...unmatched]).toEqual(['b'])
  })

  it('is found for thousands of relations in layers', () => {
    const relations = layered(40, 60).map(({ name, reads }) => ({ name, needs: reads, needed: reads }))
    const { order, unmatched } = expandOrder(relations.toReversed())
    expect(order).toHaveLength(2400)
    expect(unmatched.size).toBe(0)
    expect(order.indexOf('l39_0')).toBeGreaterThan(order.indexOf('l38_59'))
  })
})
