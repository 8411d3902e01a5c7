import type pg from 'pg'
import { openSession } from './session.ts'

/** Runs something with a session of its own, which is closed afterwards; errors stay as they are. */
export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openSession(url)
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
