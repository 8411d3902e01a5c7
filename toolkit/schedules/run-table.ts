import type { ClientBase } from 'pg'

/** Whether a worker has ever recorded runs in this database. */
export async function hasRunTable(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ present: boolean }>(
    "select to_regclass('sightline.schedule_run') is not null as present",
  )
  return rows[0]?.present ?? false
}
