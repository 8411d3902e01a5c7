import { randomBytes } from 'node:crypto'
import type { ClientBase } from 'pg'
import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'

/**
 * Lets the role of the data source log in to a server of our own, and returns the URL: whoever reads as it cannot
 * become another role again, whatever a query does.
 */
export async function letReaderIn(client: ClientBase, url: string, role: string): Promise<string> {
  const password = randomBytes(18).toString('hex')
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  // Where no query reads a table, no deploy has made the role.
  const change = rowCount === 0 ? 'create' : 'alter'
  await client.query(`${change} role ${quoteIdentifier(role)} login password ${quoteLiteral(password)}`)
  const address = new URL(url)
  address.username = encodeURIComponent(role)
  address.password = password
  return address.href
}
