import { quoteIdentifier } from './identifier.ts'
import { type NameChain, nextWord } from './name-chains.ts'
import { RelationName, relationName } from './relation-name.ts'
import { namedThings } from './relation-places.ts'
import { sqlTokens } from './sql-tokens.ts'

/** Relations that a query is to read in place of those it names, and the names of all that it names. */
export interface Renames {
  readonly to: ReadonlyMap<string, RelationName>
  readonly all: Iterable<string>
}

export const noRenames: Renames = { to: new Map(), all: [] }

/** Stands for a part of a query that is not text; no text of Postgres can have it. */
export const stand = '\0'

interface PlaceOptions {
  readonly renames?: Renames
  /** Common table expressions that are known outside of this text. */
  readonly expressions?: Iterable<string>
  readonly afterFrom?: boolean
  readonly beforeAlias?: boolean
}

export interface PlacedText {
  readonly sql: string
  /** Which of the parts that are no text stand for relations, and whether they take an alias. */
  readonly stands: ReadonlyMap<number, boolean>
}

/**
 * Names the schema of every relation that handwritten SQL reads, and puts others in the place of those that are
 * renamed: `from a.b` becomes `from a.b__1 as b`. What has no schema is in `public`, unless it is a catalogue of
 * Postgres.
 *
 * @example placeRelations('select count(*) from orders').sql // select count(*) from public.orders
 */
export function placeRelations(sql: string, options: PlaceOptions = {}): PlacedText {
  const { renames = noRenames, ...context } = options
  const tokens = sqlTokens(sql)
  const texts = tokens.map(({ text }) => text)
  const { places, others, stands } = namedThings(tokens, context)
  const write = ({ first, last }: NameChain, text: string) => {
    texts.fill('', first, last + 1)
    texts[first] = text
  }
  for (const { chain, takesAlias } of places) {
    const name = nameOf(chain)
    const target = name && renames.to.get(name.written)
    if (target) write(chain, target.sql + (takesAlias ? ` as ${aliasOf(name, renames)}` : ''))
    else if (chain.parts.length === 1 && name) texts[chain.first] = `public.${texts[chain.first]}`
  }
  if (renames.to.size > 0) {
    const words = others.flatMap(({ parts }) => (parts.length === 1 ? parts : []))
    const aliases = new Set([...words, ...places.flatMap(({ chain }) => chain.parts.at(-1) ?? [])])
    for (const chain of others) {
      const [schema = '', plain = ''] = chain.parts
      const name = new RelationName(schema, plain)
      const isColumn = chain.parts.length > 2
      const isRow = chain.parts.length === 2 && !aliases.has(schema)
      if (!renames.to.has(name.written) || !(isColumn || isRow)) continue
      if (texts[nextWord(tokens, chain.last)] === '(') continue
      write(chain, [aliasOf(name, renames), ...chain.texts.slice(2)].join('.'))
    }
  }
  let position = 0
  const standing = new Map<number, boolean>()
  for (const [index, { text }] of tokens.entries()) {
    if (!text.includes(stand)) continue
    const takesAlias = stands.get(index)
    if (takesAlias !== undefined && text === stand) standing.set(position, takesAlias)
    position += text.split(stand).length - 1
  }
  return { sql: texts.join(''), stands: standing }
}

/** The relation that a chain of names is in the place of one; undefined for what is Postgres's own. */
function nameOf({ parts }: NameChain): RelationName | undefined {
  const [one = '', two] = parts
  if (parts.length > 2) return undefined
  if (two !== undefined) return new RelationName(one, two)
  return one.startsWith('pg_') ? undefined : new RelationName('public', one)
}

/** The plain name, or the whole one where two relations of a query share the plain one. */
export function aliasOf(name: RelationName, { all }: Renames): string {
  const isShared = [...all].filter((other) => relationName(other).name === name.name).length > 1
  return quoteIdentifier(isShared ? name.written : name.name)
}
