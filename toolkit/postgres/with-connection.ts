import type pg from 'pg'
import { openSession } from './session.ts'
import { statementProblem } from './statement-problem.ts'

/**
 * Runs something with a connection of its own, which is closed afterwards.
 *
 * @throws SightlineError where there is no connection, it is lost, or a privilege is missing
 * @example const now = await withConnection(url, (client) => client.query('select now()'))
 */
export async function withConnection<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openSession(url)
  try {
    return await use(client)
  } catch (error) {
    throw statementProblem(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}
