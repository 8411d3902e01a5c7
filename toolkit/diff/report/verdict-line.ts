import type { DiffReport, Verdict } from '../diff-report.ts'
import { isChanged } from '../numbers/number-change.ts'
import { hasOtherRows } from '../numbers/view-difference.ts'
import { lostThings } from '../verdict.ts'
import { count } from './line.ts'

/** The verdict in one word or two. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  breaking: 'Breaking',
  numbers: 'Changes numbers',
  cosmetic: 'Cosmetic',
  nothing: 'Nothing changes for people',
}

/** The verdict with its counts, the worst first: `Breaking: 1 column dropped, 2 panels fail; 3 numbers change`. */
export function verdictLine(report: DiffReport): string {
  const { verdict, numbers, views, sql, dashboards, alerts, live } = report
  const changed = numbers.filter(isChanged)
  const parts = [
    brokenCounts(report),
    changed.length === 0 ? '' : `${count(changed.length, 'number')} change${changed.length === 1 ? 's' : ''}`,
    otherRows(views.filter(hasOtherRows).length),
    firing(report),
    countByKind(lostThings(report), (number, kind) => `${count(number, kind)} removed`),
    sql.length === 0 ? '' : count(sql.length, 'SQL change'),
    dashboards.length === 0 ? '' : count(dashboardParts(report), 'dashboard change'),
    alerts.length === 0 ? '' : count(alerts.length, 'alerting change'),
    countByKind(
      live.map(({ kind }) => kind),
      (number, kind) => count(number, `${kind} change`),
    ),
  ].filter((part) => part !== '')
  if (parts.length === 0) return `${verdictWords[verdict]}.`
  return `${verdictWords[verdict]}: ${parts.join('; ')}.`
}

const otherRows = (number: number): string =>
  number === 0 ? '' : `${count(number, 'view')} ${number === 1 ? 'has' : 'have'} other rows`

/** `1 alert would fire`, which does not now. */
function firing({ numbers }: DiffReport): string {
  const found = numbers.filter(
    ({ difference }) =>
      difference.kind === 'alert' &&
      difference.after.state === 'fires' &&
      difference.before.state !== 'fires',
  )
  return found.length === 0 ? '' : `${count(found.length, 'alert')} would fire`
}

/** Who draws a dashboard is no change of it. */
function dashboardParts({ dashboards }: DiffReport): number {
  const changes = dashboards.map(({ facts, parts, change }) =>
    change === 'changed' ? facts.filter(({ kind }) => kind !== 'reader').length + parts.length : 1,
  )
  return changes.reduce((total, number) => total + number, 0)
}

/** `1 column dropped, 1 view renamed, 2 panels fail`. */
function brokenCounts({ broken, failing }: DiffReport): string {
  const things = new Map<string, { kind: string; change: string; number: number }>()
  for (const { kind, change } of broken) {
    const key = `${kind} ${change}`
    things.set(key, { kind, change, number: (things.get(key)?.number ?? 0) + 1 })
  }
  const failures = new Map<string, string>(failing.map(({ kind, where }) => [where, kind]))
  for (const { readers } of broken)
    for (const { fate, kind, name } of readers) if (fate === 'fails') failures.set(name, kind)
  const fail = (number: number, kind: string) => `${count(number, kind)} fail${number === 1 ? 's' : ''}`
  return [
    ...[...things.values()].map(({ kind, change, number }) => `${count(number, kind)} ${change}`),
    countByKind([...failures.values()], fail),
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function countByKind(kinds: readonly string[], text: (number: number, kind: string) => string): string {
  return [...new Set(kinds)].map((kind) => text(kinds.filter((one) => one === kind).length, kind)).join(', ')
}
