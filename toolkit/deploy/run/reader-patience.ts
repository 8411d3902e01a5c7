import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'

/**
 * The longest that readers queue behind a phase, as a multiple of the lock timeout: behind short queries, behind those
 * that take as long as queries there usually do, and behind those of which nothing is known.
 */
export const longestWait = { shortReaders: 32, usualReaders: 160, unknownReaders: 8 } as const

/** Somebody's transaction. */
interface Running {
  readonly began: number
  /** Milliseconds, when it was looked at. */
  readonly age: number
  readonly seenAt: number
}

/**
 * How long one may queue for locks that others do not let go: longer after each two attempts, where those in the way will
 * have ended by then, as earlier ones there did. Behind one that goes on for longer nobody else is made to wait more than
 * the first time.
 */
export class ReaderPatience {
  readonly #lockTimeout: number
  #wait: number
  #attempts = 0
  /** Those that were in the way, by their process, until they end. */
  #running = new Map<number, Running>()
  /** Milliseconds that the longest of those took that ended. */
  #longestEnded = 0

  constructor(lockTimeout: number) {
    this.#lockTimeout = lockTimeout
    this.#wait = lockTimeout
  }

  /** Milliseconds. */
  get wait(): number {
    return this.#wait
  }

  succeeded(): void {
    this.#attempts = 0
    this.#wait = Math.max(this.#lockTimeout, Math.round(this.#wait / 2))
  }

  async failed(client: ClientBase, relations: readonly string[]): Promise<void> {
    this.#attempts++
    const ages = await this.#agesOf(client, relations)
    if (this.#attempts % 2 === 0) this.#wait *= 2
    this.#wait = Math.min(this.#wait, this.#limit(ages))
  }

  #limit(ages: readonly (number | undefined)[]): number {
    const { shortReaders, usualReaders, unknownReaders } = longestWait
    const known = ages.filter((age) => age !== undefined)
    if (known.length < ages.length) return this.#lockTimeout * unknownReaders
    // A quarter more, since it is only seen now and then who is still there.
    const usual = Math.min(Math.round(this.#longestEnded * 1.25), this.#lockTimeout * usualReaders)
    const limit = Math.max(this.#lockTimeout * shortReaders, usual)
    return known.some((age) => age > limit) ? this.#lockTimeout : limit
  }

  /** Milliseconds for which each transaction that reads one of these runs; undefined where this role may not see it. */
  async #agesOf(client: ClientBase, relations: readonly string[]): Promise<(number | undefined)[]> {
    const found = await transactions(client, relations, [...this.#running.keys()])
    const seenAt = performance.now()
    const running = new Map<number, Running>()
    for (const { pid, began, age } of found)
      if (began !== null && age !== null) running.set(pid, { began, age, seenAt })
    for (const [pid, { began, age, seenAt: before }] of this.#running) {
      const took = age + seenAt - before
      const isThere = running.get(pid)?.began === began
      // One that nobody would wait for tells nothing about the others.
      if (!isThere && took <= this.#lockTimeout * longestWait.usualReaders)
        this.#longestEnded = Math.max(this.#longestEnded, took)
    }
    this.#running = running
    return found.filter(({ isInTheWay }) => isInTheWay).map(({ age }) => age ?? undefined)
  }
}

interface Transaction {
  readonly pid: number
  /** When it began, in seconds; null where it ended, or this role may not see it. */
  readonly began: number | null
  /** Milliseconds. */
  readonly age: number | null
  readonly isInTheWay: boolean
}

/** The transactions that have read one of these relations, and those of the given processes. */
async function transactions(
  client: ClientBase,
  relations: readonly string[],
  processes: readonly number[],
): Promise<readonly Transaction[]> {
  const { rows } = await client.query<Transaction>(
    `with reading as (
       select l.pid from pg_locks l
       where l.locktype = 'relation' and l.granted and l.pid <> pg_backend_pid()
         and l.database = (select oid from pg_database where datname = current_database())
         and l.relation in (select to_regclass(name) from unnest($1::text[]) as one (name)))
     select a.pid, extract(epoch from a.xact_start)::float8 as began,
       (extract(epoch from clock_timestamp() - a.xact_start) * 1000)::float8 as age,
       a.pid in (select pid from reading) as "isInTheWay"
     from pg_stat_activity a
     where a.pid = any ($2::int[]) or a.pid in (select pid from reading)`,
    [relations.map((name) => relationName(name).sql), processes],
  )
  return rows
}
