import type { Cache } from '../../define/cache.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import type { Rule } from '../rule.ts'

/** Reports two caches of which one may give an answer of the other. */
export const sharedCacheKey: Rule = {
  name: 'shared-cache-key',
  description:
    'No answer of one cache stands under a key of another one, which would give it as its own, of another form.',
  *check({ release }) {
    const caches = release.project.definitions.filter((one) => one.kind === 'cache')
    for (const [place, one] of caches.entries()) {
      const other = caches.slice(0, place).find((earlier) => mayMeet(earlier, one))
      if (!other) continue
      yield {
        where: one.name,
        what: `Its key ${one.key} can be one of the cache ${other.name}, ${other.key}.`,
        next: 'Begin the key with a word of its own.',
        site: describeSite(one),
      }
    }
  },
}

/** Values are written without colons, so that parts between them meet only in the same place. */
function mayMeet({ key: a }: Cache, { key: b }: Cache): boolean {
  const [ours, theirs] = [a.split(':'), b.split(':')]
  return ours.length === theirs.length && ours.every((part, place) => partsMeet(part, theirs[place] ?? ''))
}

/** A name stands for any value: what is before the first one and behind the last one has to agree. */
function partsMeet(a: string, b: string): boolean {
  if (!a.includes('{') && !b.includes('{')) return a === b
  const [start, otherStart] = [a.split('{')[0] ?? '', b.split('{')[0] ?? '']
  const [end, otherEnd] = [a.split('}').at(-1) ?? '', b.split('}').at(-1) ?? '']
  const meet = (one: string, other: string, agrees: (whole: string, part: string) => boolean) =>
    agrees(one, other) || agrees(other, one)
  return (
    meet(start, otherStart, (whole, part) => whole.startsWith(part)) &&
    meet(end, otherEnd, (whole, part) => whole.endsWith(part))
  )
}
