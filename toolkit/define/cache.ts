import { rememberSite } from '../foundation/definition-site.ts'
import { cacheProblem } from './cache-problem.ts'
import type { Duration } from './expressions/clock.ts'
import { refuseIf } from './refuse-definition.ts'
import type { Relation } from './relation.ts'
import { withIdentifier } from './require-name.ts'

/** The names in braces of a pattern: `'user_id' | 'metric'` of `analytics:{user_id}:{metric}`. */
export type KeyNames<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | KeyNames<Rest>
  : never

/** What is given to find one entry. */
export type CacheKey<Pattern extends string> = { readonly [K in KeyNames<Pattern>]: string }

export interface CacheOptions<Pattern extends string> {
  readonly description: string
  /** `analytics:dashboard:{user_id}:{metric}`: what is in braces is given when an entry is read. */
  readonly key: Pattern
  /** How long an answer is good, in seconds. */
  readonly ttl: number
  /** What the answers come from: they are computed anew after a refresh or a deploy of it. */
  readonly from?: readonly Relation[]
  /** For how long after that an answer is still given while computing it anew fails; an hour unless said otherwise. */
  readonly staleIfError?: Duration
  /** Seconds for which `undefined` and `null` are remembered; a tenth of the time of other answers unless said otherwise. */
  readonly negativeTtl?: number
}

/** Answers that are kept for a while. */
export interface Cache<Name extends string = string, Pattern extends string = string> {
  readonly kind: 'cache'
  readonly name: Name
  readonly description: string
  readonly key: Pattern
  readonly ttl: number
  readonly negativeTtl: number
  readonly staleIfError: Duration
  readonly from: readonly Relation[]
}

/**
 * Defines answers that are kept for a while, and the key under which each stands.
 *
 * @example cache('order_totals', { description: 'Totals of a customer.', key: 'shop:totals:{customer_id}', ttl: 60, from: [orderTotals] })
 */
export function cache<const Name extends string, const Pattern extends string>(
  name: Name,
  { ttl, ...options }: CacheOptions<Pattern>,
): Cache<Name, Pattern> {
  const definition = rememberSite(
    {
      kind: 'cache' as const,
      name,
      ttl,
      negativeTtl: Math.max(1, Math.round(ttl / 10)),
      staleIfError: { hours: 1 },
      from: [],
      ...options,
    },
    cache,
  )
  return refuseIf('invalid-cache', cacheProblem(definition), withIdentifier(definition))
}
