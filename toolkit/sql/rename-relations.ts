import { quoteIdentifier, quoteName, splitName } from './identifier.ts'
import { nameChains } from './name-chains.ts'
import { type SqlToken, sqlTokens } from './sql-tokens.ts'

/**
 * Makes a query read other relations under the names it knows: `from a.b` becomes `from a.b__1 as b`.
 *
 * @example renameRelations(sql, new Map([['analytics.paid', 'analytics.paid__4f2a']]))
 */
export function renameRelations(sql: string, renames: ReadonlyMap<string, string>): string {
  if (renames.size === 0) return sql
  const tokens = sqlTokens(sql)
  const texts = tokens.map(({ text }) => text)
  const sources = fromPositions(tokens)
  const own = commonTableExpressions(tokens)
  for (const { first, last, parts, texts: written } of nameChains(tokens)) {
    const [one = '', two = ''] = parts
    const qualified = [`${one}.${two}`, one === 'public' ? two : ''].find((name) => renames.has(name))
    if (qualified !== undefined && parts.length > 2) {
      texts.fill('', first, last)
      texts[last] = [aliasOf(qualified, renames), ...written.slice(2)].join('.')
      continue
    }
    if (!sources.has(first)) continue
    const name = parts.length === 2 ? qualified : parts.length === 1 && !own.has(one) ? one : undefined
    const renamed = name === undefined ? undefined : renames.get(name)
    if (name === undefined || renamed === undefined) continue
    texts.fill('', first, last)
    texts[last] = `${quoteName(renamed)}${hasAlias(tokens, last) ? '' : ` as ${aliasOf(name, renames)}`}`
  }
  return texts.join('')
}

/** The plain name, or the whole one where two relations share the plain one. */
function aliasOf(name: string, renames: ReadonlyMap<string, string>): string {
  const plain = splitName(name).name
  const shared = [...renames.keys()].filter((other) => splitName(other).name === plain).length > 1
  return quoteIdentifier(shared ? name : plain)
}

const endsFrom = new Set(
  'select where group order having limit offset fetch window union intersect except returning for'.split(' '),
)

/** Where a relation can stand: after FROM and JOIN, and after the commas of a FROM clause. */
function fromPositions(tokens: readonly SqlToken[]): Set<number> {
  const positions = new Set<number>()
  const levels = [{ inFrom: false, selecting: false, expecting: false }]
  let previous = ''
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind === 'space') continue
    const word = kind === 'name' ? text.toLowerCase() : text
    const level = levels.at(-1)
    if (!level) break
    if (word === '(') levels.push({ inFrom: level.expecting, selecting: false, expecting: level.expecting })
    else if (word === ')') {
      if (levels.length > 1) levels.pop()
      const outer = levels.at(-1)
      if (outer) outer.expecting = false
    } else if (word === 'join') level.expecting = true
    else if (word === 'from' && level.selecting && previous !== 'distinct') {
      level.inFrom = true
      level.expecting = true
    } else if (word === ',') level.expecting = level.inFrom
    else if (endsFrom.has(word)) {
      level.inFrom = false
      level.expecting = false
      if (word === 'select') level.selecting = true
    } else if (level.expecting && word !== 'lateral' && word !== 'only') {
      if (kind === 'name') positions.add(index)
      level.expecting = false
    }
    previous = word
  }
  return positions
}

/** Names that the query gives to its own parts: `name as (` and `name (columns) as (`. */
function commonTableExpressions(tokens: readonly SqlToken[]): Set<string> {
  const words = tokens.filter(({ kind }) => kind !== 'space')
  const names = new Set<string>()
  if (!words.some(({ text }) => text.toLowerCase() === 'with')) return names
  for (const { first, parts } of nameChains(words)) {
    const [next, after] = [words[first + 1]?.text.toLowerCase(), words[first + 2]?.text.toLowerCase()]
    const isExpression = next === 'as' && (after === '(' || after === 'materialized' || after === 'not')
    if (isExpression && parts[0] !== undefined) names.add(parts[0])
  }
  return names
}

const notAnAlias = new Set(
  `where group order having limit offset fetch on using join inner left right full cross natural union intersect except
window for tablesample returning`.split(/\s+/),
)

function hasAlias(tokens: readonly SqlToken[], last: number): boolean {
  const next = tokens.slice(last + 1).find(({ kind }) => kind !== 'space')
  return next?.kind === 'name' && !notAnAlias.has(next.text.toLowerCase())
}
