import type { ClientBase } from 'pg'

/** The tables and views that releases made, with their schemas: they are definitions already. */
export async function madeByReleases(client: ClientBase): Promise<string[]> {
  const { rows: there } = await client.query<{ there: boolean }>(
    `select to_regclass('sightline.release_object') is not null as there`,
  )
  if (!there[0]?.there) return []
  const { rows } = await client.query<{ name: string }>(
    `select distinct case when name like '%.%' then name else 'public.' || name end as name
     from sightline.release_object where kind in ('table', 'view', 'view copy', 'storage')`,
  )
  return rows.map(({ name }) => name)
}
