import { type SqlToken, sqlTokens } from './sql-tokens.ts'

/** What the text of a column's type consists of. */
export interface TypeParts {
  /** With its length or precision: `numeric(12,2)`. */
  readonly sized: string
  /** Without it: `numeric`, and `timestamp with time zone` of `timestamp(3) with time zone`. */
  readonly base: string
  /** What follows `collate`, where it is not that of the type. */
  readonly collation: string | undefined
}

/**
 * Takes the text of a type apart; parentheses and words in quotes belong to its name.
 *
 * @example typeParts('character varying(20) collate "C"') // sized: 'character varying(20)', base: 'character varying', collation: '"C"'
 */
export function typeParts(type: string): TypeParts {
  const tokens = sqlTokens(type.trim())
  const collate = tokens.findIndex(({ kind, text }) => kind === 'name' && text.toLowerCase() === 'collate')
  const named = collate < 0 ? tokens : tokens.slice(0, collate)
  const sized = textOf(named)
  const opened = named.findIndex(({ text }) => text === '(')
  const closed = named.findIndex(({ text }) => text === ')')
  const base =
    opened < 0 || closed < opened
      ? sized
      : `${textOf(named.slice(0, opened))}${textOf(named.slice(closed + 1))}`
  return { sized, base, collation: collate < 0 ? undefined : textOf(tokens.slice(collate + 1)).trimStart() }
}

const textOf = (tokens: readonly SqlToken[]): string =>
  tokens
    .map(({ text }) => text)
    .join('')
    .trimEnd()
