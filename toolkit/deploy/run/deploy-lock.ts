import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { migrate } from '../../migrations/migrate.ts'
import { inTransaction } from '../../postgres/client.ts'
import { sqlStateOf } from '../../postgres/postgres-problem.ts'
import { dropUnusedRecords } from '../records/drop-unused-records.ts'
import { hasRecords } from '../records/records.ts'

export interface LockOptions {
  /** Milliseconds to wait for another deploy. */
  readonly wait: number
  onWait(holder: string): void
}

/** The right to change this database, for as long as no later deploy has taken it. */
export interface DeployLock {
  /**
   * A statement for the beginning and the end of each transaction: it fails where the lock was lost, and until the
   * transaction ends nobody can take it. Behind a pooler it keeps the lock for some seconds more.
   */
  keep(seconds?: number): string
}

/** Behind a pooler a holder that is between two statements cannot be seen; after so many seconds it is taken for dead. */
const leaseSeconds = 120

const lostLock = 'SL001'

/** What happens to a statement when the last project's records are dropped in the same moment. */
const areTablesGone = (error: unknown): boolean =>
  ['42P01', '3F000'].includes(sqlStateOf(error) ?? '') &&
  error instanceof Error &&
  error.message.includes('"sightline')

/**
 * Runs something while no other deploy does anything to this database.
 *
 * @throws SightlineError saying who holds the lock, or that it was lost
 */
export async function withDeployLock<T>(
  client: ClientBase,
  { wait, onWait }: LockOptions,
  work: (lock: DeployLock) => Promise<T>,
): Promise<T> {
  const isNew = !(await hasRecords(client))
  const fence = await takeLock(client, { wait, onWait })
  try {
    return await work({ keep: (seconds = leaseSeconds) => keepStatement(fence, seconds) })
  } catch (error) {
    throw isLost(error) ? lost(error) : error
  } finally {
    await release(client, fence, isNew).catch(() => {})
  }
}

async function takeLock(client: ClientBase, { wait, onWait }: LockOptions): Promise<number> {
  const end = performance.now() + wait
  for (;;) {
    const fence = await tryLock(client).catch((error: unknown) => {
      if (!areTablesGone(error)) throw error
      return undefined
    })
    if (fence !== undefined) return fence
    const holder = await whoHolds(client).catch(() => justEnded)
    if (performance.now() > end) throw heldBy(holder, wait)
    onWait(holder)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** A direct connection is alive while its backend is; a holder behind a pooler, until its time is over. */
const isAlive = `l.holder is not null and case
  when l.pid is null then l.expires_at > clock_timestamp()
  else exists (
    select from pg_stat_activity a
    where a.pid = l.pid and (a.backend_start is null or a.backend_start = l.backend_start)
  ) end`

/** A row that is locked belongs to a holder that is in the middle of a transaction. */
async function tryLock(client: ClientBase): Promise<number | undefined> {
  await migrate(client)
  const { rows } = await client.query<{ fence: number }>(
    `with free as (
       select only_row from sightline.deploy_lock l where not (${isAlive}) for update skip locked
     ), me as (
       select pid, backend_start, format('%s, user %s, %s, since %s', coalesce(nullif(application_name, ''), 'unnamed'),
         current_user, case when pid = $1 then 'process ' || pid else 'behind a pooler' end,
         to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS TZ')) as holder
       from pg_stat_activity where pid = pg_backend_pid()
     )
     update sightline.deploy_lock l set fence = l.fence + 1, holder = me.holder,
       pid = case when me.pid = $1 then me.pid end, backend_start = me.backend_start,
       expires_at = clock_timestamp() + $2 * interval '1 second'
     from free, me returning fence`,
    [announcedProcess(client), leaseSeconds],
  )
  return rows[0]?.fence
}

/** The process that the server named when it let us in; a pooler names one that there is not. */
function announcedProcess(client: ClientBase): number | null {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : null
}

function isLost(error: unknown): boolean {
  return sqlStateOf(error) === lostLock || (error instanceof Error && sqlStateOf(error.cause) === lostLock)
}

function keepStatement(fence: number, seconds: number): string {
  return `do $keep$ begin
  update sightline.deploy_lock set expires_at = clock_timestamp() + ${seconds} * interval '1 second' where fence = ${fence};
  if not found then
    raise exception 'another deploy has taken the lock' using errcode = '${lostLock}';
  end if;
end $keep$`
}

/** Where nothing came of the first deploy, the tables go that were made for its lock. */
async function release(client: ClientBase, fence: number, isNew: boolean): Promise<void> {
  await inTransaction(client, async () => {
    const { rowCount } = await client.query(
      'update sightline.deploy_lock set holder = null, pid = null, backend_start = null, expires_at = null where fence = $1',
      [fence],
    )
    if (isNew && rowCount === 1) await dropUnusedRecords(client)
  })
}

const justEnded = 'a deploy that has just ended'

async function whoHolds(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `select holder || case when pid is null then to_char(expires_at, '", until "YYYY-MM-DD HH24:MI:SS TZ" unless it goes on"') else '' end as holder
     from sightline.deploy_lock where holder is not null`,
  )
  return rows[0]?.holder ?? justEnded
}

function heldBy(holder: string, wait: number): SightlineError {
  return new SightlineError({
    code: 'deploy-lock-held',
    what: `Another deploy holds this database, and did not end within ${Math.round(wait / 1000)} s.`,
    value: holder,
    next: 'Wait until it is done, or end that connection if nobody is behind it: the next deploy completes what it began.',
  })
}

function lost(cause: unknown): SightlineError {
  return new SightlineError(
    {
      code: 'deploy-lock-lost',
      what: 'Another deploy has taken the lock of this database, because this one gave no sign of life.',
      value: `${leaseSeconds} s`,
      next: 'Run the same command again when the other one has ended; it completes what was begun.',
    },
    { cause },
  )
}
