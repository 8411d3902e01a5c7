import type { LRUCache } from 'lru-cache'
import type { Redis } from '../redis/redis.ts'
import { type Answer, readAnswer } from './stored-answer.ts'

/** Removes a lock only where it is still one's own. */
const unlockScript = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

/** Keeps answers in Redis, and in memory for when Redis is away. */
export class AnswerStore {
  readonly #redis: Redis | undefined
  readonly #project: string
  readonly #memory: LRUCache<string, Answer>
  readonly #states = new Map<string, number>()
  /** How often Redis was away when it was asked. */
  fallbacks = 0

  constructor(redis: Redis | undefined, project: string, memory: LRUCache<string, Answer>) {
    this.#redis = redis
    this.#project = project
    this.#memory = memory
  }

  async read(key: string): Promise<Answer | undefined> {
    return this.#try(
      async (redis) => readAnswer(await redis.command(key, 'GET', key)),
      () => {
        const found = this.#memory.get(key)
        return found && found.staleUntil > Date.now() ? found : undefined
      },
    )
  }

  async write(key: string, answer: Answer): Promise<void> {
    this.#memory.set(key, answer)
    const lasts = Math.max(1, Math.ceil(answer.staleUntil - Date.now()))
    await this.#try(
      (redis) => redis.command(key, 'SET', key, JSON.stringify(answer), 'PX', String(lasts)),
      () => undefined,
    )
  }

  async remove(key: string): Promise<void> {
    this.#memory.delete(key)
    await this.#try(
      (redis) => redis.command(key, 'DEL', key),
      () => undefined,
    )
  }

  /** In which state each tag is: a number that changes whenever what has it is invalidated. */
  async statesOf(tags: readonly string[]): Promise<string> {
    if (tags.length === 0) return ''
    return this.#try(
      async (redis) => {
        const states = await redis.command(this.#tagKey, 'HMGET', this.#tagKey, ...tags)
        return Array.isArray(states) ? states.map((state) => state ?? 0).join(',') : ''
      },
      () => tags.map((tag) => this.#states.get(tag) ?? 0).join(','),
    )
  }

  async changeState(tags: readonly string[]): Promise<void> {
    for (const tag of tags) {
      this.#states.set(tag, (this.#states.get(tag) ?? 0) + 1)
      await this.#try(
        (redis) => redis.command(this.#tagKey, 'HINCRBY', this.#tagKey, tag, '1'),
        () => undefined,
      )
    }
  }

  /** Whether this process may compute an answer; without Redis each may, one computation for its own callers. */
  async lock(key: string, token: string, lasts: number): Promise<boolean> {
    const lock = `${key}:lock`
    return this.#try(
      async (redis) => (await redis.command(lock, 'SET', lock, token, 'NX', 'PX', String(lasts))) === 'OK',
      () => true,
    )
  }

  async unlock(key: string, token: string): Promise<void> {
    const lock = `${key}:lock`
    await this.#try(
      (redis) => redis.command(lock, 'EVAL', unlockScript, '1', lock, token),
      () => undefined,
    )
  }

  get #tagKey(): string {
    return `sightline:cache:${encodeURIComponent(this.#project)}:tags`
  }

  async #try<T>(ask: (redis: Redis) => Promise<T>, otherwise: () => T): Promise<T>
  async #try(ask: (redis: Redis) => Promise<unknown>, otherwise: () => undefined): Promise<unknown>
  async #try<T>(ask: (redis: Redis) => Promise<T>, otherwise: () => T): Promise<T> {
    if (!this.#redis) return otherwise()
    try {
      return await ask(this.#redis)
    } catch {
      this.fallbacks++
      return otherwise()
    }
  }
}
