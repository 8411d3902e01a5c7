import { setTimeout as wait } from 'node:timers/promises'
import type { ClientBase } from 'pg'

/** Tries again until it holds, or fails with what did not. */
export async function eventually<T>(holds: () => Promise<T>, within = 60_000): Promise<T> {
  for (const end = Date.now() + within; ; await wait(50)) {
    try {
      return await holds()
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

/** How many sales are in the roll-up of minutes. */
export async function countedSales(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ sales: number }>(
    'select coalesce(sum(sales), 0)::int as sales from live.sales_per_minute',
  )
  return rows[0]?.sales ?? 0
}
