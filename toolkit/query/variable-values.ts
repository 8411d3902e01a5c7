import type { ClientBase } from 'pg'
import { timeRange } from '../grafana/model/time/time-range.ts'
import { loadVariables } from '../grafana/model/variables/load-variables.ts'
import type { VariableState } from '../grafana/model/variables/variable-state.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import type { RunQuery } from './run-query.ts'

interface Asking {
  readonly now: Date
  readonly run: RunQuery
  /** What is chosen, by the names of variables; what is not is as it is when the dashboard is first opened. */
  readonly chosen?: ReadonlyMap<string, readonly string[]>
}

/** The variables of a dashboard as they are when it is opened. */
export async function initialVariables(
  client: ClientBase,
  { json, definition }: QueriedDashboard,
  queries: readonly ProjectQuery<QueriedDashboard>[],
  { now, run, chosen = new Map() }: Asking,
): Promise<readonly VariableState[]> {
  const { loaded } = await loadVariables(json.templating.list ?? [], {
    address: chosen,
    context: {
      range: timeRange(definition.time, now, {}, json.timezone),
      rawRange: definition.time,
      zone: json.timezone ?? 'utc',
    },
    dataSources: [],
    ask: async ({ name, variables }) => {
      const query = queries.find(({ where }) => where === `${definition.uid}/$${name}`)
      const result = query && (await run(client, query, { now, variables }))
      return result?.ok && result.answer.kind === 'frame' ? result.answer.frame.fields : []
    },
  })
  return loaded.map(({ state }) => state)
}
