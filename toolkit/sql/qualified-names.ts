import { nameChains, nextWord } from './name-chains.ts'
import { RelationName } from './relation-name.ts'
import { type SqlToken, sqlTokens } from './sql-tokens.ts'

/**
 * What a SQL text names with a schema: relations, functions, types, collations, operators, and also columns with the
 * table before them.
 *
 * @example qualifiedNames('select a operator(app.=) b::app.mood').map(({ written }) => written)
 */
export function qualifiedNames(sql: string): RelationName[] {
  return namesOf(sqlTokens(sql))
}

/** What literals name with a schema and nothing else, as `'app.log'::regclass` does, and labels may by chance. */
export function namesInLiterals(sql: string): RelationName[] {
  if (!sql.includes("'")) return []
  return sqlTokens(sql).flatMap(({ kind, text }) => {
    if (kind !== 'string' || !text.startsWith("'") || !text.includes('.')) return []
    const tokens = sqlTokens(text.slice(1, -1).replaceAll("''", "'"))
    return tokens.some((token) => token.kind === 'string') ? [] : namesOf(tokens).slice(0, 1)
  })
}

function namesOf(tokens: readonly SqlToken[]): RelationName[] {
  return nameChains(tokens).flatMap(({ parts: [schema = '', second], last }) => {
    const name = second ?? operatorAfter(tokens, last)
    return name === undefined ? [] : [new RelationName(schema, name)]
  })
}

/** `app` in `operator(app.=)` has a sign after its dot. */
function operatorAfter(tokens: readonly SqlToken[], last: number): string | undefined {
  const dot = nextWord(tokens, last)
  const sign = tokens[nextWord(tokens, dot)]
  return tokens[dot]?.text === '.' && sign?.kind === 'operator' ? sign.text : undefined
}
