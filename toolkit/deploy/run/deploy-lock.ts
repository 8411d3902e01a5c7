import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'

/** `sightline` and its deploys, as the two numbers of an advisory lock. */
const lock = [0x51679, 1] as const

export interface LockOptions {
  /** Milliseconds to wait for another deploy. */
  readonly wait: number
  onWait(holder: string): void
}

/**
 * Runs something while no other deploy does anything to this database.
 *
 * @throws SightlineError saying who holds the lock
 */
export async function withDeployLock<T>(
  client: ClientBase,
  { wait, onWait }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const end = performance.now() + wait
  while (!(await tryLock(client))) {
    const holder = await whoHolds(client)
    if (performance.now() > end) throw heldBy(holder, wait)
    onWait(holder)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  try {
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock($1, $2)', [...lock]).catch(() => {})
  }
}

async function tryLock(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
    ...lock,
  ])
  return rows[0]?.taken ?? false
}

async function whoHolds(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `select format('process %s, %s, user %s, connected since %s', a.pid, coalesce(nullif(a.application_name, ''), 'unnamed'),
       a.usename, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ')) as holder
     from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted
       and l.database = (select oid from pg_database where datname = current_database())`,
    [...lock],
  )
  return rows[0]?.holder ?? 'a deploy that has just ended'
}

function heldBy(holder: string, wait: number): SightlineError {
  return new SightlineError({
    what: `Another deploy holds this database, and did not end within ${Math.round(wait / 1000)} s.`,
    value: holder,
    next: 'Wait until it is done, or end that connection if nobody is behind it: it leaves nothing half done.',
  })
}
