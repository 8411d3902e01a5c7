import type { RefreshFunction } from '../../define/refresh-function.ts'
import { qualify, quoteLiteral, quoteName } from '../../sql/identifier.ts'
import { createFunction } from '../function/create-function.ts'

/** A materialized view to be refreshed, and where its rows are stored. */
interface RefreshStep {
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
  const signature = {
    parameters: '()',
    returns: 'void',
    language: 'plpgsql',
    volatility: 'volatile',
  } as const
  return createFunction({ name, description, body, ...signature })
}

function refreshSql({ view, storage }: RefreshStep, log: string): string {
  return `  started := clock_timestamp();
  refresh materialized view concurrently ${quoteName(storage)};
  select count(*) into refreshed_rows from ${quoteName(storage)};
  insert into ${quoteName(qualify(log))} (view_name, started_at, duration_ms, row_count)
  values (${quoteLiteral(view)}, started, extract(epoch from clock_timestamp() - started) * 1000, refreshed_rows);`
}
