import { identifierOf } from './identifier-of.ts'
import { type NameChain, nameChains, nextWord } from './name-chains.ts'
import { isBlank, type SqlToken } from './sql-tokens.ts'

/** Where a relation stands that a query reads. */
export interface RelationPlace {
  readonly chain: NameChain
  /** An alias follows, or the command `table` stands before it, which takes none. */
  readonly takesAlias: boolean
}

/** What SQL names. */
export interface NamedThings {
  /** After FROM and JOIN, after the commas of a FROM clause, and after the command `table`. */
  readonly places: readonly RelationPlace[]
  /** The other chains of names, such as columns. */
  readonly others: readonly NameChain[]
  /** Where something else than a name stands for a relation, and whether that takes an alias. */
  readonly stands: ReadonlyMap<number, boolean>
}

interface Context {
  /** Common table expressions that are known outside of this text. */
  readonly expressions: Iterable<string>
  /** The text begins where a relation can stand, as after FROM. */
  readonly afterFrom: boolean
  /** What follows the text is an alias. */
  readonly beforeAlias: boolean
}

/** One pair of parentheses or brackets, or the whole text. */
interface Level {
  /** Common table expressions that are visible here. */
  readonly names: Set<string>
  /** The expression whose query this is: known to others when it ends. */
  readonly defines: string | undefined
  inFrom: boolean
  selecting: boolean
  expecting: boolean
  afterTable: boolean
  /** Where in a WITH clause it is. */
  clause: 'none' | 'name' | 'as' | 'body' | 'after'
  recursive: boolean
  expression: string
  previous: string
}

const endsFrom = new Set(
  'select values where group order having limit offset fetch window union intersect except returning for'.split(
    ' ',
  ),
)

/** After these words a query may begin, with WITH or TABLE. */
const beforeQuery = new Set([
  '',
  '(',
  ';',
  'as',
  'all',
  'distinct',
  'union',
  'intersect',
  'except',
  'query',
  'in',
])

/** The names in a text, with what Postgres takes each for; names of common table expressions are no relations. */
export function namedThings(tokens: readonly SqlToken[], context: Partial<Context> = {}): NamedThings {
  const { expressions = [], afterFrom = false, beforeAlias = false } = context
  const chains = nameChains(tokens)
  let next = 0
  const places: RelationPlace[] = []
  const others: NameChain[] = []
  const stands = new Map<number, boolean>()
  const levels = [levelInside(undefined, new Set(expressions))]
  if (levels[0] && afterFrom) Object.assign(levels[0], { inFrom: true, expecting: true })
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    const level = levels.at(-1)
    if (!token || !level || isBlank(token)) continue
    const chain = chains[next]?.first === index ? chains[next++] : undefined
    const word = token.kind === 'name' ? token.text.toLowerCase() : token.text
    if (word === '(' || word === '[') levels.push(opened(level, word))
    else if (word === ')' || word === ']') closed(levels)
    else if (chain && isExpected(level, word, tokens[nextWord(tokens, index)]?.text)) {
      const [one = ''] = chain.parts
      const isOwn = chain.parts.length === 1 && level.names.has(one)
      const isCall = tokens[nextWord(tokens, chain.last)]?.text === '('
      const takesAlias = !level.afterTable && !hasAlias(tokens, chain.last, beforeAlias)
      if (isCall) others.push(chain)
      else if (!isOwn) places.push({ chain, takesAlias })
      level.expecting = false
      level.afterTable = false
    } else if (!takesWord(level, word, token)) {
      if (level.expecting && word !== 'lateral' && word !== 'only') {
        stands.set(index, !level.afterTable && !hasAlias(tokens, index, beforeAlias))
        Object.assign(level, { expecting: false, afterTable: false })
      } else if (chain) others.push(chain)
    }
    if (chain) index = chain.last
    const current = levels.at(-1)
    if (current) current.previous = word === '[' ? '(' : word
  }
  return { places, others, stands }
}

function levelInside(outer: Level | undefined, names: Set<string>, defines?: string): Level {
  const inFrom = outer?.expecting ?? false
  return {
    names,
    defines,
    inFrom,
    selecting: false,
    expecting: inFrom,
    afterTable: false,
    clause: 'none',
    recursive: false,
    expression: '',
    previous: '',
  }
}

function opened(outer: Level, bracket: string): Level {
  const isBody = outer.clause === 'body' && bracket === '('
  const names = new Set(outer.names)
  if (isBody && outer.recursive) names.add(outer.expression)
  const level = levelInside(outer, names, isBody ? outer.expression : undefined)
  if (outer.clause !== 'none' || bracket === '[') Object.assign(level, { inFrom: false, expecting: false })
  return level
}

function closed(levels: Level[]): void {
  const inner = levels.length > 1 ? levels.pop() : undefined
  const outer = levels.at(-1)
  if (!inner || !outer) return
  outer.expecting = false
  if (inner.defines === undefined) return
  outer.names.add(inner.defines)
  outer.clause = 'after'
}

/** Whether a name stands where a relation is expected, and is one. */
function isExpected(level: Level, word: string, following: string | undefined): boolean {
  if (!level.expecting || level.clause !== 'none') return false
  if (word === 'rows' && following?.toLowerCase() === 'from') return false
  return !['lateral', 'only', 'select', 'values', 'with', 'table'].includes(word)
}

/** Follows the clauses of a query; false for what is of no interest to them. */
function takesWord(level: Level, word: string, token: SqlToken): boolean {
  if (level.clause !== 'none' && takesWithClause(level, word, token)) return true
  if (word === 'with' && beforeQuery.has(level.previous)) level.clause = 'name'
  else if (word === 'table' && (beforeQuery.has(level.previous) || level.previous === ')')) {
    if (level.previous === ')' && level.names.size === 0) return false
    Object.assign(level, { expecting: true, afterTable: true, inFrom: false })
  } else if (word === 'join') level.expecting = true
  else if (word === 'from' && level.selecting && level.previous !== 'distinct')
    Object.assign(level, { inFrom: true, expecting: true })
  else if (word === ',') level.expecting = level.inFrom
  else if (word === ';') Object.assign(level, { inFrom: false, expecting: false, selecting: false })
  else if (endsFrom.has(word)) {
    Object.assign(level, { inFrom: false, expecting: false })
    if (word === 'select') level.selecting = true
  } else return false
  return true
}

/** `with [recursive] name [(columns)] as [not materialized] (…), …` */
function takesWithClause(level: Level, word: string, { kind, text }: SqlToken): boolean {
  if (level.clause === 'name' && word === 'recursive') level.recursive = true
  else if (level.clause === 'name' && kind === 'name') {
    level.expression = identifierOf(text)
    level.clause = 'as'
  } else if (level.clause === 'as' && word === 'as') level.clause = 'body'
  else if (level.clause === 'body' && (word === 'materialized' || word === 'not')) return true
  else if (level.clause === 'after' && word === ',') level.clause = 'name'
  else {
    level.clause = 'none'
    level.recursive = false
    return false
  }
  return true
}

const notAnAlias = new Set(
  `where group order having limit offset fetch on using join inner left right full cross natural union intersect except
window for tablesample returning loop`.split(/\s+/),
)

function hasAlias(tokens: readonly SqlToken[], last: number, beforeAlias: boolean): boolean {
  const next = tokens[nextWord(tokens, last)]
  if (!next) return beforeAlias
  return next.kind === 'name' && !notAnAlias.has(next.text.toLowerCase())
}
