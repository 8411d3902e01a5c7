import type { ClientBase } from 'pg'
import { asTexts, type RawRow } from '../query/raw-results.ts'

const batch = 2000

/** The rows of a statement as texts, through a cursor of the transaction of the caller. */
export async function* rowBatches(client: ClientBase, sql: string): AsyncGenerator<readonly RawRow[]> {
  await client.query(`declare exported no scroll cursor for\n${sql}`)
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `fetch forward ${batch} from exported`,
      rowMode: 'array',
      types: asTexts,
    })
    if (rows.length > 0) yield rows
    if (rows.length < batch) break
  }
  await client.query('close exported')
}
