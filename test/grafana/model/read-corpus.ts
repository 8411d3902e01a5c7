import { readFileSync } from 'node:fs'
import type { FieldType, FieldValue } from '../../../toolkit/grafana/model/frames/frame.ts'

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

const unusual = new Map<unknown, number | undefined>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['undefined', undefined],
])

/** A recorded value of a field as it was: JSON has texts where it has no number. */
export const writtenValue =
  (type: FieldType) =>
  (value: FieldValue): FieldValue =>
    type !== 'string' && unusual.has(value) ? unusual.get(value) : value

/** A value as it is recorded. */
export function spelledValue(value: unknown): unknown {
  if (value === undefined) return 'undefined'
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (Object.is(value, -0)) return '-0'
  return Array.isArray(value) ? value.map(spelledValue) : value
}
