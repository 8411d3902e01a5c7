import { usesTimeRange } from '../../define/dashboards/uses-time-range.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import { variableReferences } from '../../grafana/variable-references.ts'
import type { Rule } from '../rule.ts'
import { type PanelResult, panelResults } from './panel-results.ts'

/** Reports a dashboard whose time picker does nothing. */
export const noTimeFilter: Rule = {
  name: 'no-time-filter',
  description:
    'A dashboard that shows times can be narrowed by time: otherwise its time picker is there and does nothing.',
  *check(context) {
    const panels = panelResults(context)
    for (const { definition } of context.release.dashboards) {
      const own = panels.filter(({ dashboard }) => dashboard.definition === definition)
      const shown = own.flatMap(timeColumn)[0]
      if (!shown || own.some(followsTime)) continue
      yield {
        where: definition.uid,
        what: `Its panel "${shown.panel}" returns the time "${shown.column}", but no query follows the time picker or an interval variable.`,
        next: 'Filter by `timeFilter(column)` where the range matters, or offer the range as an `intervalVariable`.',
        site: describeSite(definition),
      }
    }
  },
}

function timeColumn({ panel, queries }: PanelResult): { panel: string; column: string }[] {
  const fields = queries.flatMap(({ result }) => (result.ok ? result.fields : []))
  const time = fields.find(({ type }) => type === 'time')
  return time ? [{ panel: panel.title ?? '', column: time.name }] : []
}

function followsTime({ dashboard, queries }: PanelResult): boolean {
  const intervals = new Set(
    dashboard.definition.variables.filter(({ type }) => type === 'interval').map(({ name }) => name),
  )
  return queries.some(
    ({ query: { sql } }) =>
      usesTimeRange(sql) || variableReferences(sql).some(({ name }) => intervals.has(name)),
  )
}
