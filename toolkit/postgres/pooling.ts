import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'

/** Whether a connection stays with the one who opened it: behind a pooler it may, for a session or for a transaction. */
export type Pooling = 'none' | 'session' | 'transaction'

const poolings = new WeakMap<ClientBase, Pooling>()

/** What stands between a client and its server, as far as it is known. */
export function poolingOf(client: ClientBase): Pooling {
  return poolings.get(client) ?? 'none'
}

/**
 * Whether the process that answers is the one that was connected to, which a pooler gives a number of its own; where
 * it is, the session is set at the same time, and otherwise nothing of a stranger's is.
 */
export async function isOwn(client: ClientBase, settings: (isLocal: string) => string): Promise<boolean> {
  const process = 'processID' in client && typeof client.processID === 'number' ? client.processID : 0
  const pooled = `pg_backend_pid() <> ${process}`
  const { rows } = await client.query<{ own: boolean }>(`select not (${pooled}) as own, ${settings(pooled)}`)
  return rows[0]?.own ?? false
}

/**
 * Two clients that are served by one process, or one that is served by several, are served for a transaction each. A
 * pooler that gives whole sessions may have no second one to give.
 */
export async function notePooling(client: ClientBase, open: () => Promise<pg.Client>): Promise<void> {
  const mine = new Set<number>()
  const theirs = new Set<number>()
  const other = await open().catch(() => undefined)
  for (let round = 0; round < 8; round++) {
    mine.add(await processOf(client))
    const process = other && (await Promise.race([processOf(other), wait(1000)]).catch(() => undefined))
    if (process === undefined) break
    theirs.add(process)
  }
  other?.end().catch(() => {})
  const shared = [...mine].some((process) => theirs.has(process))
  const pooling = shared || mine.size > 1 || theirs.size > 1 ? 'transaction' : 'session'
  poolings.set(client, pooling)
}

async function processOf(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ process: number }>('select pg_backend_pid() as process')
  return rows[0]?.process ?? 0
}

/**
 * Refuses a connection that changes hands between two transactions: its locks would be left with strangers.
 *
 * @throws SightlineError that says where to connect instead
 */
export function requireOwnSession(client: ClientBase): void {
  if (poolingOf(client) !== 'transaction') return
  throw new SightlineError({
    code: 'pooled-connection',
    what: 'A pooler hands this connection to others after each transaction, with the locks that are held on it.',
    next: 'Use the address of the server itself, or of a pooler with pool_mode = session.',
  })
}
