import type { ClientBase } from 'pg'
import { partNames } from '../../kinds/incremental-view/incremental-parts.ts'

/** A row in which what is kept differs from the whole query. */
export interface DifferingRow {
  /** Whether it is kept and should not be, or should be kept and is not. */
  readonly side: 'kept' | 'missing'
  readonly row: Readonly<Record<string, unknown>>
}

/** The first row in which the rows of an incremental view differ from those of its query; undefined where none does. */
export async function differingRow(client: ClientBase, storage: string): Promise<DifferingRow | undefined> {
  const { rows, query } = partNames(storage)
  const [kept, whole] = [
    `select t::text as text, row_to_json(t) as row from ${rows.sql} t`,
    `select t::text as text, row_to_json(t) as row from ${query.sql} t`,
  ]
  const { rows: found } = await client.query<DifferingRow>(
    `with kept as materialized (${kept}), whole as materialized (${whole})
     select 'missing' as side, row from whole where text not in (select text from kept)
     union all
     select 'kept', row from kept where text not in (select text from whole)
     limit 1`,
  )
  return found[0]
}
