import { quoteIdentifier } from './identifier.ts'
import { nextWord } from './name-chains.ts'
import { RelationName } from './relation-name.ts'
import { namedThings } from './relation-places.ts'
import { sqlTokens } from './sql-tokens.ts'

/**
 * Puts another schema before the relations and functions that SQL names with theirs; what `schemaFor` gives nothing for
 * stays as it is, and so does a column that only looks like one of them.
 *
 * @example moveSchemas('select * from a.b', ({ name }) => (name === 'b' ? 'scratch' : undefined))
 */
export function moveSchemas(sql: string, schemaFor: (name: RelationName) => string | undefined): string {
  const tokens = sqlTokens(sql)
  const texts = tokens.map(({ text }) => text)
  const { places, others } = namedThings(tokens)
  const words = others.flatMap(({ parts }) => (parts.length === 1 ? parts : []))
  const aliases = new Set([...words, ...places.flatMap(({ chain }) => chain.parts.at(-1) ?? [])])
  const isThing = new Set(places.map(({ chain }) => chain))
  for (const chain of [...isThing, ...others]) {
    const [schema, name] = chain.parts
    if (schema === undefined || name === undefined) continue
    const isCall = tokens[nextWord(tokens, chain.last)]?.text === '('
    const isRow = chain.parts.length === 2 && !aliases.has(schema)
    if (!isThing.has(chain) && !isCall && !isRow && chain.parts.length < 3) continue
    const moved = schemaFor(new RelationName(schema, name))
    if (moved !== undefined) texts[chain.first] = quoteIdentifier(moved)
  }
  return texts.join('')
}
