import { chartColors } from '../drawing/chart-colors.ts'
import type { LegendEntry } from '../drawing/legend-entries.ts'
import { shape, textWidth, words } from './drawing.ts'

const size = 11
const line = 18

/** From where and how far the mark of a line goes. */
const strokes = {
  solid: [[0, 14]],
  dash: [
    [0, 6],
    [8, 6],
  ],
  dot: [
    [0, 3],
    [5, 3],
    [10, 3],
  ],
} as const

interface Placed {
  readonly entry: LegendEntry
  readonly x: number
  readonly y: number
}

/** A legend in lines of so many pixels, and how high it is. */
export function legendDrawing(entries: readonly LegendEntry[], width: number) {
  const placed: Placed[] = []
  let [x, y] = [12, 0]
  for (const entry of entries) {
    const wide = textWidth(textOf(entry), size) + 36
    if (x > 12 && x + wide > width) [x, y] = [12, y + line]
    placed.push({ entry, x, y })
    x += wide
  }
  const colors = chartColors('light')
  const draw = (top: number) =>
    placed.map(({ entry, x: left, y: down }) =>
      shape(
        'g',
        { transform: `translate(${left} ${top + down})` },
        ...strokes[entry.line].map(([x, width]) =>
          shape('rect', { x, y: 7, width, height: 4, rx: width === 14 ? 2 : 0, fill: entry.color }),
        ),
        words(textOf(entry), { x: 20, y: 13, 'font-size': size, fill: colors.text }, width - 40),
      ),
    )
  return { height: placed.length === 0 ? 0 : y + line + 6, draw }
}

const textOf = ({ name, figures }: LegendEntry): string =>
  [name, ...figures.map((figure) => `${figure.name}: ${figure.text}`)].join('   ')
