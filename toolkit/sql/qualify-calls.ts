import { nextWord } from './name-chains.ts'
import { namedThings } from './relation-places.ts'
import { isBlank, sqlTokens } from './sql-tokens.ts'

/**
 * Names the schema of functions in `public` where they are called without one: whoever sends the text may have another
 * search path.
 *
 * @example qualifyCalls('select twice(n) from orders', new Set(['twice'])) // select public.twice(n) from orders
 */
export function qualifyCalls(sql: string, functions: ReadonlySet<string>): string {
  if (functions.size === 0) return sql
  const tokens = sqlTokens(sql)
  const texts = tokens.map(({ text }) => text)
  for (const { first, last, parts } of namedThings(tokens).others) {
    const [name = ''] = parts
    if (parts.length !== 1 || !functions.has(name) || texts[nextWord(tokens, last)] !== '(') continue
    const before = tokens.slice(0, first).findLast((token) => !isBlank(token))
    if (before?.text.toLowerCase() !== 'as') texts[first] = `public.${texts[first]}`
  }
  return texts.join('')
}
