import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Cache, CacheKey } from '../define/cache.ts'
import type { Project } from '../define/project.ts'
import { optionalPackage } from '../foundation/optional-package.ts'
import { keyspaceOf } from '../redis/keyspace.ts'
import { openRedis, type Redis } from '../redis/redis.ts'
import { affectedRelations } from './affected-relations.ts'
import { AnswerStore } from './answer-store.ts'
import { cacheKey } from './cache-key.ts'
import { type CacheStatistics, noStatistics } from './cache-statistics.ts'
import type { Answer, Stored } from './stored-answer.ts'
import { WarmAnswers } from './warm-answers.ts'

export interface AnswerCacheOptions {
  /** Where answers are shared with other processes; they stay in memory where none is given. */
  readonly redis?: string | undefined
  /** Answers of another release are not given; the version of the project unless said otherwise. */
  readonly release?: string
  /** Answers that are kept in memory for when Redis is away; 5,000 unless said otherwise. */
  readonly mostInMemory?: number
  /** Milliseconds after which another process computes what one began; 30,000 unless said otherwise. */
  readonly longestComputation?: number
  readonly onProblem?: (message: string) => void
}

/**
 * Opens the caches of a project.
 *
 * @example
 * const answers = await openCache(project, { redis: process.env.REDIS_URL })
 * const totals = await answers.getOrCompute(orderTotals, { customer_id: 'ada' }, () => computeTotals('ada'))
 */
export async function openCache(project: Project, options: AnswerCacheOptions = {}): Promise<AnswerCache> {
  const { redis: url, onProblem } = options
  const { LRUCache } = await optionalPackage('lru-cache', 'The cache', () => import('lru-cache'))
  const redis = url === undefined ? undefined : await openRedis(url, onProblem ? { onProblem } : {})
  const memory = new LRUCache<string, Answer>({ max: options.mostInMemory ?? 5000 })
  return new AnswerCache(project, redis, new AnswerStore(redis, keyspaceOf(project), memory), options)
}

interface Found {
  readonly answer: Answer | undefined
  /** What it has to come from to be good. */
  readonly from: string
}

/** Keeps answers for a while; each is computed once, however many ask for it in however many processes. */
export class AnswerCache {
  readonly #project: Project
  readonly #redis: Redis | undefined
  readonly #store: AnswerStore
  readonly #release: string
  readonly #longest: number
  readonly #running = new Map<string, Promise<Answer>>()
  readonly #statistics = new Map<string, CacheStatistics>()
  readonly #warm = new Set<WarmAnswers>()

  constructor(project: Project, redis: Redis | undefined, store: AnswerStore, options: AnswerCacheOptions) {
    this.#project = project
    this.#redis = redis
    this.#store = store
    this.#release = options.release ?? project.version
    this.#longest = options.longestComputation ?? 30_000
  }

  /** The answer that is kept, or the one that is computed now; callers at the same time share one computation. */
  async getOrCompute<Pattern extends string, T>(
    definition: Cache<string, Pattern>,
    key: CacheKey<Pattern>,
    compute: () => Promise<T> | T,
  ): Promise<Stored<T>> {
    const place = this.#place(definition, key)
    const statistics = this.#of(definition)
    const running = this.#running.get(place)
    if (running) {
      statistics.shared++
      return parsedValue(await running)
    }
    const answering = this.#answer(definition, place, compute)
    this.#running.set(place, answering)
    try {
      return parsedValue(await answering)
    } finally {
      this.#running.delete(place)
    }
  }

  /** Forgets one answer. */
  invalidate<Pattern extends string>(
    definition: Cache<string, Pattern>,
    key: CacheKey<Pattern>,
  ): Promise<void> {
    return this.#store.remove(this.#place(definition, key))
  }

  /** Forgets every answer of a cache, in every process. */
  async invalidateAll(definition: Cache): Promise<void> {
    await this.#store.changeState([tagOfCache(definition)])
    await this.#warmUp((cache) => cache === definition)
  }

  /** Forgets every answer that came from a relation, or from what is made of it: after it was refreshed. */
  async refreshed(relation: string): Promise<void> {
    const affected = new Set(affectedRelations(this.#project, relation))
    await this.#store.changeState([...affected].map(tagOfRelation))
    await this.#warmUp((cache) => cache.from.some(({ name }) => affected.has(name)))
  }

  /**
   * Computes answers ahead: now, every few seconds, and whenever what they came from was refreshed, also by another
   * process. Of several processes that keep the same warm one computes.
   */
  async keepWarm<Pattern extends string, T>(
    definition: Cache<string, Pattern>,
    keys: readonly CacheKey<Pattern>[],
    compute: (key: CacheKey<Pattern>) => Promise<T> | T,
    { every = definition.ttl / 2 }: { readonly every?: number } = {},
  ): Promise<void> {
    const warmUp = async () => {
      for (const key of keys)
        await this.#computeAhead(definition, this.#place(definition, key), () => compute(key), every * 1000)
    }
    const warm = new WarmAnswers(definition, {
      every: every * 1000,
      warmUp,
      state: () => this.#store.statesOf(tagsOf(definition)),
    })
    this.#warm.add(warm)
    await warm.start()
  }

  /** How each cache fared in this process, by its name. */
  statistics(): Readonly<Record<string, Readonly<CacheStatistics>>> {
    return Object.fromEntries([...this.#statistics].map(([name, one]) => [name, { ...one }]))
  }

  /** How often Redis was away when it was asked. */
  get fallbacks(): number {
    return this.#store.fallbacks
  }

  async close(): Promise<void> {
    await Promise.all([...this.#warm].map((warm) => warm.stop()))
    await this.#redis?.close()
  }

  async #answer(definition: Cache, place: string, compute: () => unknown): Promise<Answer> {
    const statistics = this.#of(definition)
    const found = await this.#find(definition, place)
    if (found.answer && isGood(found)) {
      statistics.hits++
      if (isSoonOld(found.answer)) {
        statistics.early++
        this.#refreshEarly(definition, place, compute)
      }
      return found.answer
    }
    statistics.misses++
    return this.#computeOnce(definition, place, compute)
  }

  async #find(definition: Cache, place: string): Promise<Found> {
    const [answer, states] = await Promise.all([
      this.#store.read(place),
      this.#store.statesOf(tagsOf(definition)),
    ])
    return { answer, from: JSON.stringify([this.#release, states]) }
  }

  /** One process computes; the others wait for its answer, or take over where it does not come. */
  async #computeOnce(definition: Cache, place: string, compute: () => unknown): Promise<Answer> {
    const token = randomUUID()
    for (let pause = 5; ; pause = Math.min(pause * 1.5, 100)) {
      if (await this.#store.lock(place, token, this.#longest)) {
        try {
          const found = await this.#find(definition, place)
          if (found.answer && isGood(found)) return found.answer
          return await this.#compute(definition, place, compute, found)
        } finally {
          await this.#store.unlock(place, token)
        }
      }
      await wait(pause)
      const found = await this.#find(definition, place)
      if (found.answer && isGood(found)) return found.answer
    }
  }

  async #compute(
    definition: Cache,
    place: string,
    compute: () => unknown,
    { answer, from }: Found,
  ): Promise<Answer> {
    const statistics = this.#of(definition)
    const began = Date.now()
    try {
      const value = await compute()
      statistics.computed++
      const computed = answerOf(definition, value, began, from)
      await this.#store.write(place, computed)
      return computed
    } catch (error) {
      statistics.failed++
      if (!answer || answer.staleUntil < Date.now() || !isOfRelease(answer, this.#release)) throw error
      statistics.stale++
      return answer
    }
  }

  #refreshEarly(definition: Cache, place: string, compute: () => unknown): void {
    const token = randomUUID()
    const refresh = async () => {
      if (!(await this.#store.lock(place, token, this.#longest))) return
      try {
        await this.#compute(definition, place, compute, await this.#find(definition, place))
      } finally {
        await this.#store.unlock(place, token)
      }
    }
    // Whoever asked has an answer; that computing it anew failed is in the statistics.
    refresh().catch(() => {})
  }

  /** Computes an answer that would be old before it is looked at again, unless somebody just did. */
  async #computeAhead(
    definition: Cache,
    place: string,
    compute: () => unknown,
    every: number,
  ): Promise<void> {
    const isDue = ({ answer, from }: Found) =>
      !answer || !isGood({ answer, from }) || answer.at < Date.now() - every / 2
    const token = randomUUID()
    if (!isDue(await this.#find(definition, place))) return
    if (!(await this.#store.lock(place, token, this.#longest))) return
    try {
      const found = await this.#find(definition, place)
      if (isDue(found)) await this.#compute(definition, place, compute, found)
    } catch {
      // The next time is soon, and whoever asks before computes it.
    } finally {
      await this.#store.unlock(place, token)
    }
  }

  async #warmUp(isMeant: (cache: Cache) => boolean): Promise<void> {
    await Promise.all([...this.#warm].filter(({ cache }) => isMeant(cache)).map((warm) => warm.run()))
  }

  /** The key of the definition; an environment with a prefix has it before all of its own. */
  #place<Pattern extends string>(definition: Cache<string, Pattern>, key: CacheKey<Pattern>): string {
    const { uidPrefix } = this.#project
    return uidPrefix === '' ? cacheKey(definition, key) : `${uidPrefix}:${cacheKey(definition, key)}`
  }

  #of({ name }: Cache): CacheStatistics {
    const found = this.#statistics.get(name) ?? noStatistics()
    this.#statistics.set(name, found)
    return found
  }
}

const tagOfCache = ({ name }: Pick<Cache, 'name'>): string => `cache ${name}`
const tagOfRelation = (name: string): string => `relation ${name}`
const tagsOf = (definition: Cache): string[] => [
  tagOfCache(definition),
  ...definition.from.map(({ name }) => tagOfRelation(name)),
]

const isGood = ({ answer, from }: Found): boolean =>
  answer !== undefined && answer.from === from && answer.freshUntil > Date.now()

/** What another release computed may look otherwise. */
const isOfRelease = ({ from }: Answer, release: string): boolean =>
  from.startsWith(`[${JSON.stringify(release)},`)

/** The longer it took, the earlier it is computed anew, and by chance, so that one of many callers does it. */
function isSoonOld({ freshUntil, took }: Answer): boolean {
  return Date.now() - 2 * Math.max(took, 1) * Math.log(Math.random()) >= freshUntil
}

/** Answers that were computed together do not all get old together. */
const jitter = () => 0.9 + Math.random() / 10

function answerOf(definition: Cache, value: unknown, began: number, from: string): Answer {
  const { ttl, negativeTtl, staleIfError } = definition
  const at = Date.now()
  const isNothing = value === undefined || value === null
  const freshUntil = at + (isNothing ? negativeTtl : ttl) * 1000 * jitter()
  const { days = 0, hours = 0, minutes = 0 } = staleIfError
  const staleUntil = freshUntil + ((days * 24 + hours) * 60 + minutes) * 60_000
  return { json: JSON.stringify(value), at, freshUntil, staleUntil, took: at - began, from }
}

/** The same for an answer that was kept and for one that was just computed. */
function parsedValue({ json }: Answer) {
  return json === undefined ? undefined : JSON.parse(json)
}
