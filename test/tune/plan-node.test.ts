import { describe, expect, it } from 'vitest'
import { candidateIndexes } from '../../toolkit/tune/candidate-indexes.ts'
import { hotSpots, readPlan } from '../../toolkit/tune/plan-node.ts'
import { orders } from '../define/shop.ts'

const scan = (filter: string, removed = 9000, rows = 10) => ({
  'Node Type': 'Seq Scan',
  'Relation Name': 'orders',
  'Actual Rows': rows,
  'Actual Loops': 1,
  'Actual Total Time': 8,
  'Rows Removed by Filter': removed,
  Filter: filter,
})
const planOf = (node: object, milliseconds = 10) => readPlan([{ Plan: node, 'Execution Time': milliseconds }])

describe('a plan that was run', () => {
  it('says on which steps the time went', () => {
    const sort = {
      'Node Type': 'Sort',
      'Sort Key': ['placed_at'],
      'Actual Rows': 10,
      'Actual Loops': 1,
      'Actual Total Time': 10,
      Plans: [scan("(status = 'paid'::text)")],
    }
    expect(hotSpots(planOf(sort))).toEqual([
      '80 % Seq Scan of orders: 10 rows, 9,000 left out',
      '20 % Sort by placed_at: 10 rows',
    ])
  })

  it('counts a common table expression once, for what computes it', () => {
    const reading = {
      'Node Type': 'CTE Scan',
      'CTE Name': 'paid',
      'Actual Rows': 10,
      'Actual Loops': 1,
      'Actual Total Time': 9,
    }
    const computing = { ...scan(''), 'Parent Relationship': 'InitPlan', 'Subplan Name': 'CTE paid' }
    const top = {
      'Node Type': 'Aggregate',
      'Actual Rows': 1,
      'Actual Loops': 1,
      'Actual Total Time': 10,
      Plans: [computing, reading],
    }
    expect(hotSpots(planOf(top)).map((line) => line.split(':')[0])).toEqual([
      '80 % Seq Scan of orders',
      '10 % Aggregate',
      '10 % CTE Scan',
    ])
  })

  it('counts every loop of a step', () => {
    const loop = { ...scan(''), 'Actual Loops': 5, 'Actual Total Time': 2 }
    expect(planOf(loop).root).toMatchObject({ total: 10, rows: 50, removed: 45_000 })
  })
})

describe('an index is tried', () => {
  const columns = (filter: string, ...counts: number[]) =>
    candidateIndexes(planOf(scan(filter, ...counts)).root, [orders]).map((one) => one.columns)

  it('over columns that are compared for equality, and then one that is compared otherwise', () => {
    const filter = "((status = 'paid'::text) AND (placed_at > now()))"
    expect(columns(filter)).toEqual([['status', 'placed_at'], ['placed_at']])
    expect(columns('(placed_at >= now())')).toEqual([['placed_at']])
    expect(columns("(status = ANY ('{paid,sent}'::text[]))")).toEqual([['status']])
  })

  it('neither where little is left out, nor where little is read', () => {
    expect(columns("(status = 'paid'::text)", 9000, 20_000)).toEqual([])
    expect(columns("(status = 'paid'::text)", 100)).toEqual([])
  })

  it('not over a column that only looks like one of the source', () => {
    expect(columns("(old_status = 'paid'::text)")).toEqual([])
  })
})
