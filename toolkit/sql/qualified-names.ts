import { nameChains, nextWord } from './name-chains.ts'
import { RelationName } from './relation-name.ts'
import { type SqlToken, sqlTokens } from './sql-tokens.ts'

/**
 * What a SQL text names with a schema: relations, functions, types, collations, operators, what `'…'::regclass` and the
 * like look up, and also columns with the table before them.
 *
 * @example qualifiedNames('select a operator(app.=) b::app.mood').map(({ written }) => written)
 */
export function qualifiedNames(sql: string): RelationName[] {
  const tokens = sqlTokens(sql)
  const found = nameChains(tokens).flatMap(({ parts: [schema = '', second], last }) => {
    const name = second ?? operatorAfter(tokens, last)
    return name === undefined ? [] : [new RelationName(schema, name)]
  })
  return [...found, ...tokens.flatMap((token, index) => (isLookedUp(tokens, index) ? inLiteral(token) : []))]
}

/** `app` in `operator(app.=)` has a sign after its dot. */
function operatorAfter(tokens: readonly SqlToken[], last: number): string | undefined {
  const dot = nextWord(tokens, last)
  const sign = tokens[nextWord(tokens, dot)]
  return tokens[dot]?.text === '.' && sign?.kind === 'operator' ? sign.text : undefined
}

function isLookedUp(tokens: readonly SqlToken[], index: number): boolean {
  const cast = nextWord(tokens, index)
  const type = tokens[nextWord(tokens, cast)]?.text.toLowerCase()
  return tokens[index]?.kind === 'string' && tokens[cast]?.text === '::' && type?.startsWith('reg') === true
}

const inLiteral = ({ text }: SqlToken): RelationName[] =>
  text.startsWith("'") ? qualifiedNames(text.slice(1, -1).replaceAll("''", "'")) : []
