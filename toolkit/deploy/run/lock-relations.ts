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
  if (found.length === 0) return []
  found.sort((a, b) => depthOf(relations, b.name) - depthOf(relations, a.name))
  const statements = found.map(({ type, name, owner }) =>
    quoteLiteral(`alter ${type} ${relationName(name).sql} owner to ${quoteIdentifier(owner)}`),
  )
  const body = `
declare
  started timestamptz := clock_timestamp();
  statement text;
begin
  foreach statement in array array[${statements.join(', ')}] loop
    perform set_config('lock_timeout', greatest(1, ${budget} - extract(epoch from clock_timestamp() - started) * 1000)::int || 'ms', true);
    execute statement;
  end loop;
  perform set_config('lock_timeout', '${budget}ms', true);
end `
  return [`do ${dollarQuoted(body, 'lock')}`]
}
