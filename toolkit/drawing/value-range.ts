/** What an axis of numbers shows, and where its lines are. */
export interface ValueRange {
  readonly min: number
  readonly max: number
  readonly interval: number
}

/** The least room between two lines, in pixels, as in Grafana. */
const leastSpace = 30

const multiples = [1, 2, 2.5, 5]

/**
 * What Grafana shows of values along so many pixels: a tenth more on either side, from zero where that is near, and a
 * line at each multiple of 1, 2, 2.5 or 5 for which there is room.
 *
 * @example valueRange({ low: 0, high: 434 }, {}, 160) // { min: 0, max: 480, interval: 100 }
 */
export function valueRange(
  { low, high }: { readonly low: number; readonly high: number },
  fixed: { readonly min?: number | null; readonly max?: number | null },
  pixels: number,
): ValueRange {
  const spread = high - low || Math.abs(high) || 100
  const unit = 10 ** Math.floor(Math.log10(spread)) / 10
  const down = tidy(Math.floor(tidy((low - spread / 10) / unit)) * unit)
  const up = tidy(Math.ceil(tidy((high + spread / 10) / unit)) * unit)
  const min = fixed.min ?? (low >= 0 && down <= 0 ? 0 : down)
  const max = fixed.max ?? (high <= 0 && up >= 0 ? 0 : up)
  const end = max > min ? max : min + (min === 0 ? 100 : 1)
  return { min, max: end, interval: step(end - min, pixels) }
}

/** The least step for which there is room. */
function step(spread: number, pixels: number): number {
  const least = (spread * leastSpace) / Math.max(pixels, leastSpace)
  const power = 10 ** Math.floor(Math.log10(least))
  const found = [...multiples, 10].find((multiple) => multiple * power >= least * 0.999) ?? 10
  return tidy(found * power)
}

/** Without what adding and dividing leave behind the digits that mean something. */
const tidy = (value: number): number => Number(value.toPrecision(12))

/** The settings of an axis for it; its ends have labels where a line is there. */
export function rangeOfAxis({ min, max, interval }: ValueRange) {
  const isLine = (value: number) => Math.abs(value / interval - Math.round(value / interval)) < 1e-6
  return { min, max, interval, showMinLabel: isLine(min), showMaxLabel: isLine(max) }
}
