import type { LastRefresh, RefreshFunction } from '../../define/refresh-function.ts'
import { quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { createFunction } from '../function/create-function.ts'

/** A view to be refreshed, where its rows are stored, and the statement that does it. */
interface RefreshStep {
  readonly view: string
  readonly storage: string
  readonly refresh: string
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
${lastRefresh ? lastRefreshSql(lastRefresh) : ''}end`
  const signature = {
    parameters: '()',
    returns: 'void',
    language: 'plpgsql',
    volatility: 'volatile',
  } as const
  return createFunction({ name, description, body, ...signature })
}

function lastRefreshSql({ table, key }: LastRefresh): string {
  return `  insert into ${relationName(table.name).sql} (key, value)
  values (${quoteLiteral(key)}, clock_timestamp()::text)
  on conflict (key) do update set value = excluded.value;
`
}

function refreshSql({ view, storage, refresh }: RefreshStep, log: string): string {
  return `  started := clock_timestamp();
  ${refresh};
  select count(*) into refreshed_rows from ${relationName(storage).sql};
  insert into ${relationName(log).sql} (view_name, started_at, duration_ms, row_count)
  values (${quoteLiteral(view)}, started, extract(epoch from clock_timestamp() - started) * 1000, refreshed_rows);`
}
