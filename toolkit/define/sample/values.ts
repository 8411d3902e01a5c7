import { each, type Maker } from './maker.ts'

/** The same for every row. */
export const always = <const Value>(value: Value): Maker<Value> => each(() => value)

/** One of some values, by chance. */
export const oneOf = <const Value>(first: Value, ...others: readonly Value[]): Maker<Value> =>
  each(({ random }) => random.pick([first, ...others]))

/** One of some values after the other. */
export const inTurn = <const Value>(first: Value, ...others: readonly Value[]): Maker<Value> =>
  each(({ row }) => [first, ...others][row % (others.length + 1)] ?? first)

/** Null in a share of the rows. */
export const orNull = <Value>(share: number, maker: Maker<Value>): Maker<Value | null> =>
  each((cell) => (cell.random.next() < share ? null : maker.make(cell)))

/** True in a share of the rows. */
export const yesNo = (share = 0.5): Maker<boolean> => each(({ random }) => random.next() < share)

export interface NumberRange {
  readonly from: number
  readonly to: number
  /** Digits behind the point; none unless said otherwise. */
  readonly decimals?: number
}

/** Numbers in a range, both ends included. */
export const numbers = ({ from, to, decimals = 0 }: NumberRange): Maker<number> =>
  each(({ random }) => Number((from + random.next() * (to - from)).toFixed(decimals)))

const day = 86_400_000

/** Moments of the last days, none after now. */
export const recent = ({ days }: { readonly days: number }): Maker<Date> =>
  each(({ random, now }) => new Date(now.getTime() - Math.floor(random.next() * days * day)))

/** Days before today and today, as their midnights in UTC. */
export const recentDays = ({ days }: { readonly days: number }): Maker<Date> =>
  each(({ random, now }) => midnight(now, Math.floor(random.next() * days)))

/** A day of its own for each row, back from today. */
export const daysBack = (): Maker<Date> => each(({ row, now }) => midnight(now, row))

const midnight = (now: Date, back: number): Date =>
  new Date(Math.floor(now.getTime() / day) * day - back * day)

const syllables = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ha',
  'je',
  'ki',
  'lo',
  'mu',
  'na',
  'pe',
  'ri',
  'so',
  'tu',
] as const

export interface WordOptions {
  /** How many different words there are. */
  readonly distinct?: number
  /** The most letters. */
  readonly length?: number
}

/** Made-up words. */
export const words = ({ distinct = 1000, length = 24 }: WordOptions = {}): Maker<string> =>
  each(({ random }) => word(random.whole(0, distinct - 1)).slice(0, length))

/** The word of a number. */
function word(number: number): string {
  let text = ''
  for (let rest = number + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length))
    text = (syllables[rest % syllables.length] ?? '') + text
  return text
}

/** Lists of up to so many values. */
export const lists = <Value>(most: number, maker: Maker<Value>): Maker<Value[]> =>
  each((cell) => Array.from({ length: cell.random.whole(0, most) }, () => maker.make(cell)))

/** Bytes by chance. */
export const bytes = (length = 16): Maker<Uint8Array> =>
  each(({ random }) => Uint8Array.from({ length }, () => random.whole(0, 255)))
