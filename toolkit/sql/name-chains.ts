import { identifierOf } from './identifier-of.ts'
import type { SqlToken } from './sql-tokens.ts'

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
    if (tokens[index]?.kind !== 'name') continue
    const first = index
    while (tokens[index + 1]?.text === '.' && tokens[index + 2]?.kind === 'name') index += 2
    const texts = tokens
      .slice(first, index + 1)
      .filter(({ kind }) => kind === 'name')
      .map(({ text }) => text)
    chains.push({ first, last: index, parts: texts.map(identifierOf), texts })
  }
  return chains
}
