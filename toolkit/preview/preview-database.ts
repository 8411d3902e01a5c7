import type pg from 'pg'
import { openPool, openSession } from '../postgres/session.ts'

/** The database that a preview reads, through a few connections. */
export interface PreviewDatabase {
  /** The role that reads, where the connection's own may do more. */
  readonly role: string | undefined
  use<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  /** Stops what a connection is doing. */
  cancel(client: pg.PoolClient): Promise<void>
  end(): Promise<void>
}

/** Enough for a page of panels, and few enough for a shared server. */
const connections = 6

/**
 * Connects to the database of a URL. Queries run as the data source's role where the URL's own may take it.
 *
 * @throws SightlineError that says why there is no connection
 */
export async function openPreviewDatabase(url: string, readerRole: string): Promise<PreviewDatabase> {
  const first = await openSession(url)
  const { rows } = await first.query<{ takes: boolean }>(
    `select rolname <> current_user and pg_has_role(current_user, oid, 'member') as takes from pg_roles where rolname = $1`,
    [readerRole],
  )
  await first.end()
  const pool = openPool(url, { max: connections })
  let ended: Promise<void> | undefined
  // All connections may be busy with what is to be stopped.
  const canceller = openPool(url, { max: 1, idleTimeoutMillis: 5000 })
  const cancelling = (pid: number) => canceller.query('select pg_cancel_backend($1)', [pid])
  const use = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    try {
      return await work(client)
    } finally {
      client.release()
    }
  }
  return {
    role: rows[0]?.takes ? readerRole : undefined,
    use,
    cancel: async (client) => {
      const pid = 'processID' in client && typeof client.processID === 'number' ? client.processID : undefined
      if (pid !== undefined) await cancelling(pid).catch(() => {})
    },
    end: () => {
      ended ??= Promise.all([pool.end(), canceller.end()]).then(() => {})
      return ended
    },
  }
}
