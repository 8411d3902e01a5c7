import type { RefreshFunction } from '../define/refresh-function.ts'
import type { SqlFunction } from '../define/sql-function.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { qualify, quoteLiteral, quoteName } from '../sql/identifier.ts'

/** The statements that create a function. */
export function functionStatements(definition: SqlFunction): string[] {
  const { name, parameters, returns, language, volatility, description } = definition
  return createFunction(
    name,
    parameters,
    returns,
    language,
    volatility,
    compileQuery(definition.body).sql,
    description,
  )
}

/** A materialized view to be refreshed, and where its rows are stored. */
export interface RefreshStep {
  readonly view: string
  readonly storage: string
}

/** The statements that create a refresh function; the steps come in the order in which they must run. */
export function refreshFunctionStatements(
  definition: RefreshFunction,
  steps: readonly RefreshStep[],
): string[] {
  const { name, description, log, lastRefresh } = definition
  const body = `declare
  started timestamptz;
  refreshed_rows bigint;
begin
${steps.map((step) => refreshSql(step, log.name)).join('\n')}
  insert into ${quoteName(qualify(lastRefresh.table.name))} (key, value)
  values (${quoteLiteral(lastRefresh.key)}, clock_timestamp()::text)
  on conflict (key) do update set value = excluded.value;
end`
  return createFunction(name, '()', 'void', 'plpgsql', 'volatile', body, description)
}

function refreshSql({ view, storage }: RefreshStep, log: string): string {
  return `  started := clock_timestamp();
  refresh materialized view concurrently ${quoteName(storage)};
  select count(*) into refreshed_rows from ${quoteName(storage)};
  insert into ${quoteName(qualify(log))} (view_name, started_at, duration_ms, row_count)
  values (${quoteLiteral(view)}, started, extract(epoch from clock_timestamp() - started) * 1000, refreshed_rows);`
}

function createFunction(
  name: string,
  parameters: string,
  returns: string,
  language: string,
  volatility: string,
  body: string,
  description: string,
): string[] {
  const qualified = quoteName(qualify(name))
  const tag = body.includes('$body$') ? '$sightline$' : '$body$'
  return [
    `create or replace function ${qualified}${parameters} returns ${returns}\nlanguage ${language} ${volatility}\nas ${tag}\n${body}\n${tag}`,
    `comment on function ${qualified} is ${quoteLiteral(description)}`,
  ]
}
