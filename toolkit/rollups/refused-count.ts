import type { Rollup } from '../define/realtime/rollup.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { RefusedRow } from './refused-row.ts'
import type { CountedRow } from './rollup-rows.ts'

/** A row that Postgres does not take, of which roll-up, and what it says. */
export interface RefusedCount extends RefusedRow<CountedRow> {
  readonly rollup: Rollup
}

/** Why it is not in its roll-up. */
export const refusalOf = ({ rollup, reason }: RefusedCount): string =>
  `Postgres takes no such row of ${rollup.name}: ${reason}`

/** What was counted into it, by the names of its columns. */
export function countedOf({ rollup, row }: RefusedCount): Readonly<Record<string, unknown>> {
  const { per, by, measures } = rollup
  return Object.fromEntries([
    [per, new Date(row.bucket)],
    ...by.map((name, place) => [name, row.dimensions[place]]),
    ...Object.keys(measures).map((name, place) => [name, numberOf(row.amounts[place])]),
  ])
}

const numberOf = (amount: CountedRow['amounts'][number] | undefined) =>
  amount === undefined || amount === null || typeof amount === 'number' ? amount : amount.count()

/** A row of which whoever asked to write it is told. */
export const refusedCount = (refused: RefusedCount): SightlineError =>
  new SightlineError({
    code: 'count-refused',
    what: `${refusalOf(refused)}.`,
    value: JSON.stringify(countedOf(refused)),
    next: 'Correct the events, or what the table refuses.',
  })
