import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'

/** The longest that readers queue behind a phase, as a multiple of the lock timeout: of what is known, or not, of those in the way. */
export const longestWait = { shortReaders: 32, unknownReaders: 8 } as const

/**
 * How long one may queue for locks that others do not let go: longer after each two attempts, where those in the way will
 * have ended by then. Behind one that goes on for longer nobody else is made to wait more than the first time.
 */
export class ReaderPatience {
  readonly #lockTimeout: number
  #factor = 1
  #attempts = 0

  constructor(lockTimeout: number) {
    this.#lockTimeout = lockTimeout
  }

  /** Milliseconds. */
  get wait(): number {
    return this.#lockTimeout * this.#factor
  }

  succeeded(): void {
    this.#attempts = 0
    this.#factor = Math.max(1, this.#factor / 2)
  }

  async failed(client: ClientBase, relations: readonly string[]): Promise<void> {
    this.#attempts++
    const { shortReaders, unknownReaders } = longestWait
    const age = await oldestReader(client, relations)
    const limit =
      age === undefined ? unknownReaders : age > shortReaders * this.#lockTimeout ? 1 : shortReaders
    if (this.#attempts % 2 === 0) this.#factor *= 2
    this.#factor = Math.min(this.#factor, limit)
  }
}

/** Milliseconds for which the oldest transaction that reads one of these runs; undefined where this role may not see it. */
async function oldestReader(client: ClientBase, relations: readonly string[]): Promise<number | undefined> {
  const { rows } = await client.query<{ age: number; isHidden: boolean }>(
    `select coalesce(max(extract(epoch from clock_timestamp() - a.xact_start)) * 1000, 0)::float8 as age,
       coalesce(bool_or(a.xact_start is null), false) as "isHidden"
     from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'relation' and l.granted and l.pid <> pg_backend_pid()
       and l.database = (select oid from pg_database where datname = current_database())
       and l.relation in (select to_regclass(name) from unnest($1::text[]) as one (name))`,
    [relations.map((name) => relationName(name).sql)],
  )
  const [found] = rows
  return found && !found.isHidden ? found.age : undefined
}
