import type { DiffReport, Verdict } from './diff-report.ts'
import { changesFigure, refusesEvents } from './live-changes.ts'
import { isChanged } from './numbers/number-change.ts'
import { mayHaveOtherRows } from './numbers/view-difference.ts'

/** How much a change means: the worst of its parts. */
export function verdictOf({
  broken,
  failing,
  numbers,
  views,
  sql,
  dashboards,
  alerts,
  live,
}: Omit<DiffReport, 'verdict'>): Verdict {
  if (broken.length + failing.length > 0 || live.some(refusesEvents)) return 'breaking'
  if (numbers.some(isChanged) || views.some(mayHaveOtherRows) || live.some(changesFigure)) return 'numbers'
  if (lostThings({ dashboards, alerts }).length > 0) return 'numbers'
  const changes = [sql, dashboards, alerts, live, numbers]
  return changes.some(({ length }) => length > 0) ? 'cosmetic' : 'nothing'
}

/** What people saw or were woken by, and no longer will: dashboards, panels and alerts, by their kind. */
export function lostThings({ dashboards, alerts }: Pick<DiffReport, 'dashboards' | 'alerts'>): string[] {
  const parts = [...dashboards.flatMap((dashboard) => dashboard.parts), ...alerts]
  return [
    ...dashboards.filter(({ change }) => change === 'removed').map(() => 'dashboard'),
    ...parts
      .filter(({ kind, change }) => change === 'removed' && (kind === 'panel' || kind === 'alert'))
      .map(({ kind }) => kind),
  ]
}
