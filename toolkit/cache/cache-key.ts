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
  return pattern.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent(String(given.get(name))))
}
