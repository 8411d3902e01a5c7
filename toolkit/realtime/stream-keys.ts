/** The keys of one shard: the part in braces keeps them on one node of a cluster. */
export class ShardKeys {
  readonly events: string
  readonly updates: string
  readonly dead: string
  /** How far live figures are counted. */
  readonly applied: string
  readonly #prefix: string

  constructor(project: string, shard: number) {
    this.#prefix = `sightline:{${tagOf(project)}:${shard}}`
    this.events = `${this.#prefix}:events`
    this.updates = `${this.#prefix}:updates`
    this.dead = `${this.#prefix}:dead`
    this.applied = `${this.#prefix}:applied`
  }

  /** A figure in one bucket; what events say is in no key, only in the fields of its hash. */
  figure(name: string, bucket: number | 'open'): string {
    return `${this.#prefix}:live:${name}:${bucket}`
  }
}

/** Where it stands into how many shards a project's stream is cut. */
export const layoutKey = (project: string): string => `sightline:{${tagOf(project)}}:shards`

/** Braces would end the part by which a cluster places a key. */
const tagOf = (project: string): string => encodeURIComponent(project)
