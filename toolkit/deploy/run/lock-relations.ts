import { dollarQuoted, quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import { depthOf } from '../plan/relation-graph.ts'

/**
 * One statement that takes the locks of a phase, those on top first, as readers do, and gives up when all of them
 * together take longer than the budget: nobody queues behind it for longer than that. (LOCK TABLE on a view would lock
 * the tables below it as well.)
 */
export function lockRelations(
  relations: ReadonlyMap<string, LiveRelation>,
  names: Iterable<string>,
  budget: number,
): string[] {
  const found = [...new Set(names)].flatMap((name) => relations.get(name) ?? [])
  found.sort((a, b) => depthOf(relations, b.name) - depthOf(relations, a.name))
  return lockWithin(
    found.map(
      ({ type, name, owner }) => `alter ${type} ${relationName(name).sql} owner to ${quoteIdentifier(owner)}`,
    ),
    budget,
  )
}

/** Statements that take locks, as one that gives up when all of them together take longer than the budget. */
export function lockWithin(statements: readonly string[], budget: number): string[] {
  if (statements.length === 0) return []
  const body = `
declare
  started timestamptz := clock_timestamp();
  statement text;
begin
  foreach statement in array array[${statements.map(quoteLiteral).join(', ')}] loop
    perform set_config('lock_timeout', greatest(1, ${budget} - extract(epoch from clock_timestamp() - started) * 1000)::int || 'ms', true);
    execute statement;
  end loop;
  perform set_config('lock_timeout', '${budget}ms', true);
end `
  return [`do ${dollarQuoted(body, 'lock')}`]
}
