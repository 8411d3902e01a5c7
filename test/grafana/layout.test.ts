import { describe, expect, it } from 'vitest'
import { Flow } from '../../toolkit/grafana/layout.ts'

/** What a panel asks for: its size and place, and whether the place was meant. */
type Wish = Parameters<Flow['place']>

/** A panel that is left to the flow. */
const sized = (w: number, h: number): Wish => [{ w, h, x: -1, y: -1 }, true]
const at = (x: number, y: number, w: number, h: number): Wish => [{ w, h, x, y }, true]

function placesOf(wishes: readonly Wish[], top = 1): number[][] {
  const flow = new Flow(top)
  return wishes.map((wish) => flow.place(...wish)).map(({ x, y, w, h }) => [x, y, w, h])
}

function bottomOf(wishes: readonly Wish[], top = 1): number {
  const flow = new Flow(top)
  for (const wish of wishes) flow.place(...wish)
  return flow.bottom
}

describe('the flow of panels', () => {
  it('fills a line from left to right', () => {
    expect(placesOf([sized(6, 8), sized(6, 8), sized(12, 8)])).toEqual([
      [0, 1, 6, 8],
      [6, 1, 6, 8],
      [12, 1, 12, 8],
    ])
  })

  it('begins a new line where a panel does not fit', () => {
    expect(placesOf([sized(12, 8), sized(8, 8), sized(6, 8)])).toEqual([
      [0, 1, 12, 8],
      [12, 1, 8, 8],
      [0, 9, 6, 8],
    ])
  })

  it('begins it below the highest panel of the line', () => {
    expect(placesOf([sized(12, 4), sized(12, 9), sized(24, 3)])).toEqual([
      [0, 1, 12, 4],
      [12, 1, 12, 9],
      [0, 10, 24, 3],
    ])
  })

  it('gives a panel without a size half the width', () => {
    expect(placesOf([[undefined, false]])).toEqual([[0, 1, 12, 8]])
  })

  it('takes only the size of a panel whose place was not meant', () => {
    const foreign: Wish = [{ w: 8, h: 5, x: 0, y: 0 }, false]
    expect(placesOf([sized(6, 5), foreign])).toEqual([
      [0, 1, 6, 5],
      [6, 1, 8, 5],
    ])
  })

  it('puts a panel where it wants to be, counted from the top of its row', () => {
    expect(placesOf([at(18, 2, 6, 4)], 10)).toEqual([[18, 12, 6, 4]])
  })

  it('goes on beside a panel that has a place of its own', () => {
    expect(placesOf([sized(6, 4), at(18, 0, 6, 4), sized(6, 4)])).toEqual([
      [0, 1, 6, 4],
      [18, 1, 6, 4],
      [6, 1, 6, 4],
    ])
  })

  it('ends below its lowest panel', () => {
    expect(bottomOf([], 7)).toBe(7)
    expect(bottomOf([sized(6, 4), sized(6, 9)])).toBe(10)
    expect(bottomOf([sized(6, 4), at(0, 20, 6, 4)])).toBe(25)
  })
})
