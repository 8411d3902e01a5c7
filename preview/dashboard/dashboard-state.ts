import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Mark } from '../../toolkit/drawing/mark.ts'
import type { VariableState } from '../../toolkit/preview/api.ts'
import { givenVariables, parameters } from '../address.ts'
import { ask } from '../ask.ts'
import { whileLoading } from '../readiness.ts'
import type { DashboardState } from './load-panel.ts'

/** What a dashboard is asked with now: the range and the variables of the address, or its own. */
export async function dashboardState(json: DashboardJson): Promise<DashboardState> {
  const { uid = '', time, templating, annotations, timezone: zone = 'utc' } = json
  const address = parameters()
  const from = address.get('from') ?? time?.from ?? 'now-6h'
  const to = address.get('to') ?? time?.to ?? 'now'
  const known = (templating.list ?? []).map(({ name }) => name)
  const given = Object.fromEntries(Object.entries(givenVariables()).filter(([name]) => known.includes(name)))
  const question = new URLSearchParams({ from, to })
  for (const [name, values] of Object.entries(given))
    for (const value of values) question.append(`var-${name}`, value)
  const about = `dashboards/${encodeURIComponent(uid)}`
  const hasMarks = annotations.list?.some(({ target }) => target && 'rawSql' in target) ?? false
  const [variables, marks] = await whileLoading(
    Promise.all([
      known.length === 0 ? [] : ask<VariableState[]>(`${about}/variables?${question}`),
      hasMarks ? ask<Mark[]>(`${about}/marks?${question}`) : [],
    ]),
  )
  return { uid, from, to, given, variables, marks, zone }
}

/** How often the page asks again by itself: as the address says, or the dashboard. */
export const refreshOf = ({ refresh }: DashboardJson): string =>
  parameters().get('refresh') ?? (typeof refresh === 'string' ? refresh : '')
