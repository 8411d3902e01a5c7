import { identifierOf } from './identifier-of.ts'
import { isBlank, type SqlToken } from './sql-tokens.ts'

/** Names joined by dots, such as `analytics.mrr.month`, and where they stand among the tokens. */
export interface NameChain {
  readonly first: number
  readonly last: number
  readonly parts: readonly string[]
  /** The texts of the parts, quotes included. */
  readonly texts: readonly string[]
}

/** Every chain of names in the tokens, in order; a word on its own is a chain of one. */
export function nameChains(tokens: readonly SqlToken[]): NameChain[] {
  const chains: NameChain[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token?.kind !== 'name') continue
    const first = index
    const texts = [token.text]
    for (;;) {
      const dot = nextWord(tokens, index)
      const name = nextWord(tokens, dot)
      const following = tokens[name]
      if (tokens[dot]?.text !== '.' || following?.kind !== 'name') break
      texts.push(following.text)
      index = name
    }
    chains.push({ first, last: index, parts: texts.map(identifierOf), texts })
  }
  return chains
}

/** The place of the next token that is not blank. */
export function nextWord(tokens: readonly SqlToken[], index: number): number {
  for (let next = index + 1; next < tokens.length; next++) {
    const token = tokens[next]
    if (token && !isBlank(token)) return next
  }
  return tokens.length
}
