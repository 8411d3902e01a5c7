import type { ClientBase } from 'pg'
import { expandQuery, type SentQuery } from '../release/expand-query.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import { fieldType } from './plain-rows.ts'
import { readingOnly, type SingleStatement } from './reading-only.ts'
import type { Field, RunOptions } from './run-query.ts'

export interface StreamOptions extends RunOptions {
  /** The most rows that are sent. */
  readonly limit: number
  /** Told before the query runs. */
  readonly onSent: (sent: SentQuery) => void
  /** Told before the first rows. */
  readonly onFields: (fields: readonly Field[]) => void
  /** Given rows as they come; returns false when nobody wants more. */
  readonly onRows: (rows: readonly (readonly unknown[])[]) => boolean
}

export interface StreamEnd {
  readonly rows: number
  /** There were more rows than the limit. */
  readonly cut: boolean
  /** Milliseconds until the last row had come. */
  readonly milliseconds: number
}

/** A cursor's rows arrive by position, since two columns may have one name. */
interface RowsByPosition extends SingleStatement {
  readonly rowMode: 'array'
}

const batch = 500

/** Runs a query of the project through a cursor, reading only, and hands its rows on as they come, up to a limit. */
export async function streamQuery(
  client: ClientBase,
  query: ProjectQuery<QueriedDashboard>,
  options: StreamOptions,
): Promise<StreamEnd> {
  const sent = expandQuery(query, options)
  const { sql } = sent
  options.onSent(sent)
  return readingOnly(client, options, async () => {
    // A cursor is planned for its first rows otherwise, and Grafana reads all of them.
    await client.query('set local cursor_tuple_fraction = 1')
    const start = performance.now()
    const declare: SingleStatement = {
      text: `declare panel no scroll cursor for ${sql}`,
      queryMode: 'extended',
    }
    await client.query(declare)
    let rows = 0
    for (;;) {
      const text = `fetch forward ${Math.min(batch, options.limit + 1 - rows)} from panel`
      const fetch: RowsByPosition = { text, queryMode: 'extended', rowMode: 'array' }
      const result = await client.query<unknown[]>(fetch)
      if (rows === 0)
        options.onFields(result.fields.map(({ name, dataTypeID }) => ({ name, type: fieldType(dataTypeID) })))
      const wanted = result.rows.slice(0, options.limit - rows)
      const goOn = options.onRows(wanted)
      const cut = rows + result.rows.length > options.limit
      rows += wanted.length
      if (cut || !goOn || result.rows.length < batch)
        return { rows, cut, milliseconds: performance.now() - start }
    }
  })
}
