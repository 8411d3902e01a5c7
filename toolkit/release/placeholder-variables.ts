import type { VariableValues } from '../grafana/interpolate-variables.ts'
import type { QueriedDashboard } from './project-query.ts'

/** Values with which a dashboard's queries can be parsed, though not necessarily run. */
export function placeholderVariables({ json }: Pick<QueriedDashboard, 'json'>): VariableValues {
  const values = (json.templating.list ?? []).map((variable): [string, string | string[]] => {
    const value = variable.current?.value
    return [variable.name, value ?? (variable.multi ? [''] : '')]
  })
  return Object.fromEntries(values)
}
