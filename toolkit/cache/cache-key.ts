import { createHash } from 'node:crypto'
import type { Cache, CacheKey } from '../define/cache.ts'

/**
 * The key under which an answer stands. What is given for a name is written so that it can be nothing but a value:
 * two keys are the same only where all of their values are.
 */
export function cacheKey<Pattern extends string>(
  { key: pattern }: Cache<string, Pattern>,
  values: CacheKey<Pattern>,
): string {
  const given = new Map<string, unknown>(Object.entries(values))
  return pattern.replaceAll(/\{([^}]*)\}/g, (_, name: string) => written(String(given.get(name))))
}

const longest = 200

/** Half of a surrogate pair has no form in UTF-8, and what is very long is told apart by its hash. */
function written(value: string): string {
  if (value.length > longest) return `%h${createHash('sha256').update(value, 'utf16le').digest('hex')}`
  const parts = value.split(/(\p{Surrogate})/u)
  return parts
    .map((part, place) =>
      place % 2 === 0 ? encodeURIComponent(part) : `%u${part.charCodeAt(0).toString(16)}`,
    )
    .join('')
}
