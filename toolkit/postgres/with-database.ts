import type pg from 'pg'
import { describeUrl } from './describe-url.ts'
import { postgresProblem } from './postgres-problem.ts'
import { openSession } from './session.ts'

/**
 * Runs something with a connection to the database of a URL, and says what is wrong in words.
 *
 * @throws SightlineError where the server cannot be reached, or refuses what is done; it never shows a password
 */
export async function withDatabase<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openSession(url, { keepAlive: true })
  try {
    return await use(client)
  } catch (error) {
    throw postgresProblem(error, describeUrl(url))
  } finally {
    await client.end().catch(() => {})
  }
}
