import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { RelationName } from '../sql/relation-name.ts'
import { type CopyField, plainField } from './copy-value.ts'

const chunkBytes = 256 * 1024

type Row = Readonly<Record<string, unknown>>

/**
 * Loads rows into a table with COPY and returns how many there were; the keys of the first row are the columns, each
 * written as its type wants it.
 *
 * @throws SightlineError where a later row has a key that the first does not have
 */
export async function copyRows(
  client: ClientBase,
  table: RelationName,
  rows: Iterable<Row>,
  fieldFor: ReadonlyMap<string, CopyField> = new Map(),
): Promise<number> {
  const iterator = rows[Symbol.iterator]()
  const first = iterator.next()
  if (first.done) return 0
  const columns = Object.keys(first.value)
  const fields = columns.map((column) => fieldFor.get(column) ?? plainField)
  let count = 0

  function* lines(): Generator<string> {
    let chunk = ''
    for (let item: IteratorResult<Row> = first; !item.done; item = iterator.next()) {
      const row = item.value
      count++
      requireKnownKeys(row, columns, table, count)
      chunk += `${columns.map((column, position) => fields[position]?.(row[column])).join('\t')}\n`
      if (chunk.length > chunkBytes) {
        yield chunk
        chunk = ''
      }
    }
    if (chunk) yield chunk
  }

  const names = columns.map(pg.escapeIdentifier).join(', ')
  await pipeline(Readable.from(lines()), client.query(copyFrom(`copy ${table.sql} (${names}) from stdin`)))
  return count
}

/** The columns are on their way to Postgres before the second row is seen, so what it adds would be lost. */
function requireKnownKeys(row: Row, columns: readonly string[], table: RelationName, number: number): void {
  let position = 0
  for (const key in row) {
    if (key === columns[position++] || columns.includes(key) || row[key] === undefined) continue
    throw new SightlineError({
      code: 'uneven-rows',
      what: `Row ${number} for the table ${table} has a value for ${key}, which the first row does not have.`,
      value: key,
      next: 'Give every row the same keys, with null where there is no value.',
    })
  }
}
