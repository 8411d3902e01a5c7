import type pg from 'pg'
import { createClient, withClient } from 'sightline/engine'

/** What leaves something behind: the end of a transaction, or a statement outside of one. */
const leavesSomething = /^(insert|update|delete|drop|create|alter|comment|commit)\b|;\s*commit$/i

/** A client whose connection is cut before one of the statements that count, as if its process had been killed there. */
export async function cutClient(connectionString: string, before: number): Promise<pg.Client> {
  const client = createClient(connectionString)
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const cut = () =>
    withClient(connectionString, (other) =>
      other.query('select pg_terminate_backend($1, 10000)', [rows[0]?.pid]),
    )
  let count = 0
  return new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (key !== 'query') return value.bind(target)
      return async (...values: readonly unknown[]) => {
        const counts = typeof values[0] === 'string' && leavesSomething.test(values[0])
        if (counts && count++ === before) await cut()
        return Reflect.apply(value, target, values)
      }
    },
  })
}
