import { expect, test } from 'vitest'
import { findCycles } from './find-cycles.ts'

test('a graph in which several ways lead to the same place has no circle', () => {
  const graph = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', []],
  ])
  expect(findCycles(graph)).toEqual([])
})

test('a circle is told from where it begins, and once', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['d', 'b']],
    ['d', []],
    ['e', ['b', 'e']],
  ])
  expect(findCycles(graph)).toEqual(['b → c → b', 'e → e'])
})
