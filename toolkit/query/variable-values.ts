import type { ClientBase } from 'pg'
import type { VariableValues } from '../grafana/interpolate-variables.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import type { RunQuery } from './run-query.ts'
import { choicesOfRows } from './variable-choices.ts'

/** The values that a dashboard's variables have when it is first opened: their defaults, or the first choice. */
export async function initialVariables(
  client: ClientBase,
  dashboard: QueriedDashboard,
  queries: readonly ProjectQuery<QueriedDashboard>[],
  { now, run }: { readonly now: Date; readonly run: RunQuery },
): Promise<VariableValues> {
  const values: Record<string, string | readonly string[]> = {}
  for (const variable of dashboard.json.templating.list ?? []) {
    const current = variable.current?.value
    if (current !== undefined) values[variable.name] = current
    else if (variable.type === 'constant' && typeof variable.query === 'string')
      values[variable.name] = variable.query
    else if (variable.type === 'query') {
      const query = queries.find(({ where }) => where === `${dashboard.definition.uid}/$${variable.name}`)
      const result = query && (await run(client, query, { now, variables: values }))
      const choices = result?.ok ? choicesOfRows(result.rows, variable).map(({ value }) => value) : []
      values[variable.name] = variable.multi ? choices : (choices[0] ?? '')
    }
  }
  return values
}
