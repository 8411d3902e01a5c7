import { readFileSync } from 'node:fs'

/** A case of what Grafana answered. */
export interface CorpusCase<Input, Output> {
  readonly name: string
  readonly input: Input
  readonly output: Output
}

/** The answers that a real Grafana 12.4 gave, of one kind. */
export function readCorpus<Input, Output>(kind: string): readonly CorpusCase<Input, Output>[] {
  const text = readFileSync(new URL(`corpus/${kind}.json`, import.meta.url), 'utf8')
  const { cases }: { readonly cases: readonly CorpusCase<Input, Output>[] } = JSON.parse(text)
  return cases
}

/** What a function gives, or the text of what it throws, as it is recorded. */
export function orThrown<Result>(act: () => Result): Result | { readonly throws: string } {
  try {
    return act()
  } catch (error) {
    return { throws: error instanceof Error ? error.message : String(error) }
  }
}
