import type pg from 'pg'
import { SightlineError } from '../define/sightline-error.ts'
import { createClient } from '../postgres/client.ts'
import { postgresProblem } from './postgres-problem.ts'

/**
 * Runs something with a connection to the database of a URL, and says what is wrong in words.
 *
 * @throws SightlineError where the server cannot be reached, or refuses what is done; it never shows a password
 */
export async function withDatabase<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = connectionTo(url)
  client.on('error', () => {})
  try {
    await client.connect()
    return await use(client)
  } catch (error) {
    throw postgresProblem(error, withoutPassword(url))
  } finally {
    await client.end().catch(() => {})
  }
}

function connectionTo(url: string): pg.Client {
  try {
    return createClient(url, { connectionTimeoutMillis: 10_000, keepAlive: true })
  } catch {
    throw new SightlineError({
      what: 'This is not the URL of a database.',
      value: withoutPassword(url),
      next: 'Write postgres://user:password@host:5432/name; special characters in the password as %40 and so on.',
    })
  }
}

/** A database's URL as it may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^:/@]*):.*@/, '$1@').replace(/([?&]password=)[^&]*/g, '$1…')
}
