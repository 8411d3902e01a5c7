import type { ClientBase } from 'pg'

/** Says what `now()` is, until the transaction or the savepoint ends. */
export async function setClock(client: ClientBase, now: Date): Promise<void> {
  await client.query("select set_config('sightline.now', $1, true)", [now.toISOString()])
}
