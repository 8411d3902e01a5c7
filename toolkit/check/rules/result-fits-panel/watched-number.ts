import type { WatchedQuery } from '../../../define/alerts/watched-query.ts'
import type { Field } from '../../../query/run-query.ts'
import { describeFields, type Problem } from './problem.ts'

/** What keeps an alert from watching one number. */
export function* unwatchable({ value }: WatchedQuery, fields: readonly Field[]): Generator<Problem> {
  const numbers = fields.filter(({ name, type }) => type === 'number' && name !== 'time')
  const [first] = numbers
  if (!first) {
    yield {
      what: `An alert watches one number, but its query returns ${describeFields(fields)}.`,
      next: `Select "${value}" as a number; cast it if it is text.`,
    }
  } else if (numbers.length > 1) {
    yield {
      what: `An alert watches one number, but its query returns ${numbers.length}: ${numbers.map(({ name }) => name).join(', ')}.`,
      next: `Select only "${value}"; cast numbers that are labels to text.`,
    }
  } else if (first.name !== value) {
    yield {
      what: `The alert means to watch "${value}", but the only number of its query is "${first.name}".`,
      next: `Set \`value\` to '${first.name}', or select "${value}" instead.`,
    }
  }
}
