import type { LiveCache } from '../../release/live/live-definition.ts'
import { type Fact, facts } from '../fact.ts'

/** What changes in a cache, in words. */
export function cacheFacts(before: LiveCache, after: LiveCache): Fact[] {
  const [from, to] = [before.from.toSorted(), after.from.toSorted()]
  return facts('setting', [
    ...(before.key === after.key ? [] : [`key from ${before.key} to ${after.key}`]),
    ...seconds('ttl', before.ttl, after.ttl),
    ...seconds('negativeTtl', before.negativeTtl, after.negativeTtl),
    ...seconds('staleIfError', before.staleIfError, after.staleIfError),
    ...to.filter((name) => !from.includes(name)).map((name) => `comes from ${name} as well`),
    ...from.filter((name) => !to.includes(name)).map((name) => `no longer comes from ${name}`),
  ])
}

const seconds = (what: string, from: number, to: number): string[] =>
  from === to ? [] : [`${what} from ${from} s to ${to} s`]
