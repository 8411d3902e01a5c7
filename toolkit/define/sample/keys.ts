import type { Selectable } from 'kysely'
import type { DatabaseOf } from '../relation.ts'
import type { Source } from '../source.ts'
import { each, type Maker } from './maker.ts'

/** Whole numbers in turn, from 1. */
export const serial = (from = 1): Maker<number> => each(({ row }) => from + row)

/** A UUID of its own for each row. */
export const uuids = (): Maker<string> =>
  each(({ random }) => {
    const digits = Array.from({ length: 32 }, () => random.whole(0, 15).toString(16))
    digits[12] = '4'
    digits[16] = '8'
    return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  })

/** A text of its own for each row, of at most so many letters: `A1`, `A2`. */
export const codes = (prefix: string, length = 63): Maker<string> =>
  each(({ row }) => {
    const number = String(row + 1)
    return prefix.slice(0, Math.max(0, length - number.length)) + number.slice(-length)
  })

/** An address of its own for each row. */
export const emails = (): Maker<string> => each(({ row }) => `person${row + 1}@example.com`)

type ValueIn<S extends Source, Column> =
  Selectable<DatabaseOf<[S]>[S['name']]> extends infer Row
    ? Column extends keyof Row
      ? Row[Column]
      : never
    : never

export interface KeyOptions {
  /** Columns of a row that refer to one row there have the same name here. */
  readonly together?: string
  /** Each row there in turn, so that none is referred to twice. */
  readonly inTurn?: boolean
  /** The next row there once each row of these was referred to, so that every pair occurs once. */
  readonly after?: readonly Source[]
}

/**
 * The key of a row of another table.
 *
 * @example keyOf(customers, 'customer_id')
 */
export function keyOf<S extends Source, const Column extends keyof S['columns'] & string>(
  source: S,
  column: Column,
  options?: KeyOptions,
): Maker<NonNullable<ValueIn<S, Column>>>
export function keyOf(source: Source, column: string, options: KeyOptions = {}): Maker<unknown> {
  const { together, inTurn = false, after = [] } = options
  return each(({ row, random, sizeOf, shared, valueAt }) => {
    const size = sizeOf(source)
    if (!inTurn && after.length === 0)
      return valueAt(source, column, (together === undefined ? random : shared(together)).whole(0, size - 1))
    const rounds = after.reduce((product, other) => product * sizeOf(other), 1)
    const turn = Math.floor(row / rounds) + (after.length > 0 ? row % rounds : 0)
    return valueAt(source, column, turn % size)
  })
}

/**
 * What is made for every row once each row of these was referred to: the second part of a key whose first part is
 * `keyOf(orders, 'order_id', { inTurn: true })`.
 *
 * @example line_no: within([orders], serial())
 */
export const within = <Value>(sources: readonly Source[], maker: Maker<Value>): Maker<Value> =>
  each((cell) => {
    const rounds = sources.reduce((product, source) => product * cell.sizeOf(source), 1)
    return maker.make({ ...cell, row: Math.floor(cell.row / rounds) })
  })
