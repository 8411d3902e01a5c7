import type {
  Dashboard as DashboardJson,
  Panel,
  RowPanel,
  VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'

type Move = (sql: string) => string

/** A dashboard with other SQL in the place of every query: of panels, of annotations, of variables and of their All. */
export function moveQueries(json: DashboardJson, move: Move): DashboardJson {
  const annotations = (json.annotations.list ?? []).map((one) =>
    one.target && isPostgresTarget(one.target)
      ? { ...one, target: { ...one.target, rawSql: move(one.target.rawSql) } }
      : one,
  )
  return {
    ...json,
    panels: (json.panels ?? []).map((panel) => ofPanel(panel, move)),
    annotations: { ...json.annotations, list: annotations },
    templating: {
      ...json.templating,
      list: (json.templating.list ?? []).map((one) => ofVariable(one, move)),
    },
  }
}

function ofPanel<P extends Panel | RowPanel>(panel: P, move: Move): P {
  if ('panels' in panel) return { ...panel, panels: panel.panels.map((inner) => ofPanel(inner, move)) }
  if (!('targets' in panel) || !panel.targets) return panel
  const targets = panel.targets.map((target) =>
    isPostgresTarget(target) ? { ...target, rawSql: move(target.rawSql) } : target,
  )
  return { ...panel, targets }
}

function ofVariable(variable: VariableModel, move: Move): VariableModel {
  const { type, query, definition, allValue } = variable
  if (type !== 'query' || typeof query !== 'string') return variable
  return {
    ...variable,
    query: move(query),
    ...(definition !== undefined && { definition: move(definition) }),
    ...(allValue !== undefined && { allValue: move(allValue) }),
  }
}
