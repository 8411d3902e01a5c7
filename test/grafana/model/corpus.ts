import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What Grafana did with an input. */
export interface RecordedCase<I, O> {
  readonly name: string
  readonly input: I
  readonly output: O
}

/** The cases that were recorded from Grafana 12.4 about one subject. */
export function recordedCases<I, O>(subject: string): RecordedCase<I, O>[] {
  const path = join(import.meta.dirname, 'corpus', `${subject}.json`)
  const { cases }: { cases: RecordedCase<I, O>[] } = JSON.parse(readFileSync(path, 'utf8'))
  return cases
}
