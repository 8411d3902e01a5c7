import type { ClientBase } from 'pg'
import { keptSince } from '../define/partitions/kept-time.ts'
import type { Measure } from '../define/realtime/measure.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { rollupColumns, sketchColumn } from '../kinds/rollup/rollup-columns.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { DistinctSketch } from './distinct-sketch.ts'
import { type RefusedCount, refusedCount } from './refused-count.ts'
import { writeWhatFits } from './refused-row.ts'
import type { CountedRow, RollupRows } from './rollup-rows.ts'

/**
 * Adds what was counted to the roll-ups, and says what Postgres does not take; it belongs into a transaction. Buckets that
 * are no longer kept are left out.
 */
export async function writeRollups(
  client: ClientBase,
  rollups: readonly Rollup[],
  counted: RollupRows,
  now: number,
): Promise<RefusedCount[]> {
  const refused: RefusedCount[] = []
  for (const rollup of rollups) {
    const oldest = keptSince(rollup.partitionBy.keep, now)
    const rows = counted.rowsOf(rollup).filter(({ bucket }) => bucket >= oldest)
    for (let from = 0; from < rows.length; from += 2000) {
      const some = rows.slice(from, from + 2000)
      const wrong = await writeWhatFits(client, some, (fitting) => writeRows(client, rollup, fitting))
      refused.push(...wrong.map((one) => ({ ...one, rollup })))
    }
  }
  return refused
}

/** The same where whoever asks is told of a row that does not fit, and nothing is written. */
export async function writeAllRollups(
  client: ClientBase,
  rollups: readonly Rollup[],
  counted: RollupRows,
  now: number,
): Promise<void> {
  const [first] = await writeRollups(client, rollups, counted, now)
  if (first) throw refusedCount(first)
}

async function writeRows(client: ClientBase, rollup: Rollup, rows: readonly CountedRow[]): Promise<void> {
  const sketched = Object.entries(rollup.measures).findIndex(
    ([, { measure }]) => measure === 'approximate distinct',
  )
  await client.query(upsertSql(rollup), valuesOf(rollup, rows))
  if (sketched >= 0) await writeSketches(client, rollup, rows)
}

/** A list of values for each column. */
function valuesOf(rollup: Rollup, rows: readonly CountedRow[]): unknown[] {
  const key = [
    rows.map(({ bucket }) => new Date(bucket)),
    ...rollup.by.map((name, place) =>
      rows.map(({ dimensions }) => asColumn(rollup.from.fields[name]?.type, dimensions[place] ?? null)),
    ),
  ]
  const amounts = plainMeasures(rollup).map(([, measure, place]) =>
    rows.map((row) => asColumn(typeOf(rollup, measure), numberIn(row, place))),
  )
  return [...key, ...amounts]
}

const numberIn = ({ amounts }: CountedRow, place: number): number | null => {
  const amount = amounts[place] ?? null
  return amount instanceof DistinctSketch ? null : amount
}

const typeOf = ({ from }: Rollup, measure: Measure): string | undefined =>
  'field' in measure && measure.measure !== 'count if' ? from.fields[measure.field]?.type : undefined

/** Moments are milliseconds until they are written; a sum stays within what Postgres can keep. */
function asColumn(type: string | undefined, value: string | number | boolean | null): unknown {
  if (typeof value !== 'number') return value
  if (type === 'time') return new Date(value)
  if (type !== 'integer' || Number.isSafeInteger(value)) return value
  const whole = BigInt(value)
  return String(whole > largest ? largest : whole < -largest ? -largest : whole)
}

/** The largest bigint. */
const largest = 2n ** 63n - 1n

type Placed = readonly [name: string, measure: Measure, place: number]

const placed = ({ measures }: Rollup): Placed[] =>
  Object.entries(measures).map(([name, measure], place) => [name, measure, place])

const plainMeasures = (rollup: Rollup): Placed[] =>
  placed(rollup).filter(([, { measure }]) => measure !== 'approximate distinct')

/** A row that is there gains what was counted; one that is not is made. */
function upsertSql(rollup: Rollup): string {
  const table = relationName(rollup.name).sql
  const types = new Map(rollupColumns(rollup).map(({ name, type }) => [name, type]))
  const plain = plainMeasures(rollup)
  const columns = [...rollup.grain, ...plain.map(([name]) => name)]
  const lists = columns.map((name, place) => `$${place + 1}::${types.get(name)}[]`)
  const sets = plain.map(([name, { measure }]) => {
    const own = quoteIdentifier(name)
    const [old, more] = [`old.${own}`, `excluded.${own}`]
    const isExtreme = measure === 'min' || measure === 'max'
    const call = measure === 'min' ? 'least' : 'greatest'
    const total = types.get(name) === 'bigint' ? wholeSum(old, more) : `${old} + ${more}`
    return `${own} = ${isExtreme ? `${call}(${old}, ${more})` : total}`
  })
  const key = rollup.grain.map(quoteIdentifier).join(', ')
  return `insert into ${table} as old (${columns.map(quoteIdentifier).join(', ')})
select * from unnest(${lists.join(', ')})
on conflict (${key}) do update set ${sets.length > 0 ? sets.join(', ') : lockOnly(rollup)}`
}

/** Where nothing but values that differ is counted: the row is locked, and stays as it is. */
const lockOnly = ({ per }: Rollup): string => `${quoteIdentifier(per)} = excluded.${quoteIdentifier(per)}`

/** A sum that would be too large stays at the largest: an error would keep everything else from being counted. */
const wholeSum = (a: string, b: string): string =>
  `least(greatest(${a}::numeric + ${b}, -${largest}), ${largest})::bigint`

/** The rows are locked by now: what they had is read, more values are added, and both are written. */
async function writeSketches(client: ClientBase, rollup: Rollup, rows: readonly CountedRow[]): Promise<void> {
  const table = relationName(rollup.name).sql
  const types = new Map(rollupColumns(rollup).map(({ name, type }) => [name, type]))
  const key = rollup.grain.map(quoteIdentifier)
  const lists = rollup.grain.map((name, place) => `$${place + 1}::${types.get(name)}[]`)
  const keys = valuesOf(rollup, rows).slice(0, key.length)
  const wanted = `unnest(${lists.join(', ')}) with ordinality as wanted (${[...key, 'place'].join(', ')})`
  const same = key.map((name) => `t.${name} = wanted.${name}`).join(' and ')
  for (const [name, measure, place] of placed(rollup)) {
    if (measure.measure !== 'approximate distinct') continue
    const [total, sketch] = [quoteIdentifier(name), quoteIdentifier(sketchColumn(name))]
    const { rows: found } = await client.query<{ place: number; sketch: Buffer | null }>(
      `select wanted.place::int as place, t.${sketch} as sketch from ${table} t join ${wanted} on ${same}`,
      keys,
    )
    const sketches = rows.map(({ amounts }) => amounts[place])
    for (const one of found) {
      const counted = sketches[one.place - 1]
      if (one.sketch && counted instanceof DistinctSketch) counted.addAll(new DistinctSketch(one.sketch))
    }
    const bytes = sketches.map((one) => (one instanceof DistinctSketch ? Buffer.from(one.bytes) : null))
    const totals = sketches.map((one) => (one instanceof DistinctSketch ? one.count() : 0))
    const next = key.length + 1
    await client.query(
      `update ${table} t set ${total} = wanted.total, ${sketch} = wanted.sketch
       from unnest(${lists.join(', ')}, $${next}::bigint[], $${next + 1}::bytea[]) as wanted (${[...key, 'total', 'sketch'].join(', ')})
       where ${same}`,
      [...keys, totals, bytes],
    )
  }
}
