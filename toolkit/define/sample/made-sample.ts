import { SightlineError } from '../../foundation/sightline-error.ts'
import type { Sample, SampleRow } from '../sample.ts'
import type { Source } from '../source.ts'
import type { Cell, Maker } from './maker.ts'
import { Random } from './random.ts'

/** How the rows of a source are made. */
export interface MadeRows {
  readonly source: Source
  readonly rows: number
  readonly columns: Readonly<Record<string, Maker<unknown> | undefined>>
  load(copy: Copy, rows: number, rowAt: (row: number) => Record<string, unknown>): Promise<number>
}

type Copy = <S extends Source>(source: S, rows: Iterable<SampleRow<S>>) => Promise<number>

type MakersOf<Row> = { readonly [K in keyof Row]: Maker<Row[K]> }

/**
 * How many rows a source gets in the sample of scale 1, and how each column is made.
 *
 * @example madeRows(orders, 500, { order_id: serial(), customer_id: keyOf(customers, 'customer_id'), placed_at: recent({ days: 90 }) })
 */
export function madeRows<S extends Source>(
  source: S,
  rows: number,
  columns: MakersOf<SampleRow<S>>,
): MadeRows {
  return { source, rows, columns, load: (copy, count, rowAt) => copy(source, typed<S>(count, rowAt)) }
}

function typed<S extends Source>(
  count: number,
  rowAt: (row: number) => Record<string, unknown>,
): Iterable<SampleRow<S>>
function* typed(count: number, rowAt: (row: number) => Record<string, unknown>): Iterable<object> {
  for (let row = 0; row < count; row++) yield rowAt(row)
}

/**
 * A sample of rows that are made: for the same seed the same, whatever the order of the tables.
 *
 * @example export const sample = madeSample([customers, orders])
 */
export function madeSample(tables: readonly MadeRows[]): Sample {
  return async ({ now, scale, seed, copy }) => {
    const made = new MadeTables(tables, { now, scale, seed })
    for (const table of tables)
      await table.load(copy, made.sizeOf(table.source), (row) => made.row(table, row))
  }
}

class MadeTables {
  readonly #byName: ReadonlyMap<string, MadeRows>
  readonly #options: { readonly now: Date; readonly scale: number; readonly seed: number }

  constructor(tables: readonly MadeRows[], options: { now: Date; scale: number; seed: number }) {
    this.#byName = new Map(tables.map((table) => [table.source.name, table]))
    this.#options = options
  }

  row({ source, columns }: MadeRows, row: number): Record<string, unknown> {
    const made: Record<string, unknown> = {}
    for (const column of Object.keys(columns)) made[column] = this.valueAt(source, column, row)
    return made
  }

  sizeOf(source: Source): number {
    return Math.max(1, Math.round(this.#find(source).rows * this.#options.scale))
  }

  valueAt(source: Source, column: string, row: number): unknown {
    const { seed, now } = this.#options
    const cell: Cell = {
      row,
      now,
      random: new Random(seed, source.name, column, row),
      shared: (name) => new Random(seed, source.name, `together ${name}`, row),
      sizeOf: (other) => this.sizeOf(other),
      valueAt: (other, otherColumn, otherRow) => this.valueAt(other, otherColumn, otherRow),
    }
    return this.#find(source).columns[column]?.make(cell)
  }

  #find(source: Source): MadeRows {
    const table = this.#byName.get(source.name)
    if (table) return table
    throw new SightlineError({
      code: 'sample-throws',
      what: `The sample refers to rows of ${source.name}, which it does not make.`,
      value: source.name,
      next: 'Add its rows to the list of `madeSample`.',
    })
  }
}
