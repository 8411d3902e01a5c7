import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { liveStorages, type RefreshHow } from './live-storage.ts'
import { refreshRefused } from './refresh-refused.ts'
import type { RefreshedView } from './refreshed-view.ts'

/** Refreshes one stored view where its rows are stored now; its readers go on reading. */
export async function refreshView(
  client: ClientBase,
  view: string,
  how: RefreshHow = 'by what changed',
): Promise<RefreshedView> {
  const storages = await liveStorages(client, view)
  if (storages.length === 0) {
    throw new SightlineError({
      code: 'not-deployed',
      what: `The view ${view} is not deployed in this database yet.`,
      value: view,
      next: 'Deploy the release first: `sightline apply`.',
    })
  }
  const start = performance.now()
  for (const { refresh } of storages) {
    await client.query(refresh(how)).catch((cause) => {
      throw refreshRefused(view, cause)
    })
  }
  const milliseconds = performance.now() - start
  const { rows } = await client.query<{ rows: number }>(
    `select count(*) as rows from ${storages.at(-1)?.name}`,
  )
  return { view, rows: rows[0]?.rows ?? 0, milliseconds }
}
