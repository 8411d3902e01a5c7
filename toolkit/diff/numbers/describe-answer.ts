import { headline } from '../../query/headline.ts'
import { count } from '../report/line.ts'
import { alertOutcome, outcomeText } from './alert-outcome.ts'
import type { Answered } from './compare-answers.ts'

/** What a query that only the head has shows to people, in a few words; undefined where it fails. */
export function describeAnswer({ query, result, alert }: Answered): string | undefined {
  if (!result.ok) return undefined
  if (query.kind === 'alert') return alert && outcomeText(alertOutcome(alert.rule, alert.answers))
  const shown = headline(query, result)
  if (shown !== '' && result.rows.length === 1) return shown
  const thing = result.fields.some(({ name }) => name === 'time') ? 'point' : 'row'
  return [shown, count(result.rows.length, thing)].filter((part) => part !== '').join(', ')
}
