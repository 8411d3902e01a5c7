import type { VariableValues } from '../grafana/interpolate-variables.ts'
import type { BuiltDashboard } from '../release/release.ts'

/** Values with which a dashboard's queries can be parsed, though not necessarily run. */
export function placeholderVariables({ json }: BuiltDashboard): VariableValues {
  const values = (json.templating.list ?? []).map((variable): [string, string | string[]] => {
    const value = variable.current?.value
    return [variable.name, value ?? (variable.multi ? [''] : '')]
  })
  return Object.fromEntries(values)
}
