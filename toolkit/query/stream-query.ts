import type { ClientBase } from 'pg'
import type { ResultColumn } from '../grafana/model/frames/read-results.ts'
import { expandQuery, type SentQuery } from '../release/expand-query.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import { asTexts, type RawRow } from './raw-results.ts'
import { readingOnly, type SingleStatement } from './reading-only.ts'
import type { RunOptions } from './run-query.ts'

export interface StreamOptions extends RunOptions {
  /** The most rows that are sent. */
  readonly limit: number
  /** Told before the query runs. */
  readonly onSent: (sent: SentQuery) => void
  /** Told before the first rows. */
  readonly onColumns: (columns: readonly ResultColumn[]) => void
  /** Given rows as they come; returns false when nobody wants more. */
  readonly onRows: (rows: readonly RawRow[]) => boolean
}

export interface StreamEnd {
  readonly rows: number
  /** There were more rows than the limit. */
  readonly cut: boolean
  /** Milliseconds until the last row had come. */
  readonly milliseconds: number
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
      const result = await client.query<(string | null)[]>({ text, rowMode: 'array', types: asTexts })
      if (rows === 0)
        options.onColumns(result.fields.map(({ name, dataTypeID }) => ({ name, typeId: dataTypeID })))
      const wanted = result.rows.slice(0, options.limit - rows)
      const goOn = options.onRows(wanted)
      const cut = rows + result.rows.length > options.limit
      rows += wanted.length
      if (cut || !goOn || result.rows.length < batch)
        return { rows, cut, milliseconds: performance.now() - start }
    }
  })
}
