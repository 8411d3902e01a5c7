import { type NameChain, nameChains, nextWord } from './name-chains.ts'
import { RelationName } from './relation-name.ts'
import { namedThings } from './relation-places.ts'
import { isBlank, type SqlToken, sqlTokens } from './sql-tokens.ts'

/** What SQL text names, as definitions write it. */
export interface MentionedNames {
  /** All that stands in the place of a relation, and every name with a schema, which may be that of a column. */
  readonly relations: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
}

/** Statements that write or refresh name their relation after one of these. */
const beforeRelation = new Set('into update only table view concurrently truncate'.split(' '))

/**
 * The names in a SQL text, outside of its literals and comments.
 *
 * @example mentionedNames('select f(a) from app.paid').relations.has('app.paid')
 */
export function mentionedNames(sql: string): MentionedNames {
  const tokens = sqlTokens(sql)
  const relations = new Set<string>()
  const functions = new Set<string>()
  for (const { chain } of namedThings(tokens).places) relations.add(written(chain))
  for (const chain of nameChains(tokens)) {
    if (tokens[nextWord(tokens, chain.last)]?.text === '(') functions.add(written(chain))
    if (chain.parts.length > 1 || isWritten(tokens, chain.first)) relations.add(written(chain))
  }
  return { relations, functions }
}

function written({ parts: [one = '', two] }: NameChain): string {
  return (two === undefined ? new RelationName('public', one) : new RelationName(one, two)).written
}

function isWritten(tokens: readonly SqlToken[], first: number): boolean {
  const before = wordBefore(tokens, first)
  const word = tokens[before]?.text.toLowerCase() ?? ''
  return beforeRelation.has(word) || (word === 'from' && isDelete(tokens[wordBefore(tokens, before)]))
}

const isDelete = (token: SqlToken | undefined) => token?.text.toLowerCase() === 'delete'

function wordBefore(tokens: readonly SqlToken[], index: number): number {
  let place = index - 1
  for (let token = tokens[place]; token && isBlank(token); token = tokens[place]) place--
  return place
}
