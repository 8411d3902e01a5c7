import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { isIndex } from '../../kinds/index/index-kind.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { relationName } from '../../sql/relation-name.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import type { LiveState } from '../live/live-state.ts'
import { closedToCreation, indexingNeeds, type OwnerState, ownerStateSql } from './creation-needs.ts'

/** Refuses a role that may not create what the release has, or not index a source table, before anything else is done. */
export async function requireOwnership(
  client: ClientBase,
  { objects }: DesiredState,
  { indexes, user }: LiveState,
): Promise<void> {
  const valid = new Set([...indexes.values()].filter((index) => index.valid).map(({ name }) => name))
  const missing = objects.filter(isIndex).filter(({ name }) => !valid.has(name))
  const tables = [...new Set(missing.map(({ on }) => on))]
  const { rows } = await client.query<{ table: string; owner: string; state: OwnerState }>(
    `select name as "table", rolname as owner, ${ownerStateSql} as state
     from unnest($1::text[], $2::text[]) as wanted (name, quoted)
     join pg_class c on c.oid = to_regclass(quoted) join pg_roles r on r.oid = c.relowner
     where not pg_has_role(c.relowner, 'usage')`,
    [tables, tables.map((table) => relationName(table).sql)],
  )
  const [found] = rows
  if (found) {
    const { table, owner, state } = found
    const names = missing.filter(({ on }) => on === table).map(({ name }) => name)
    throw new SightlineError({
      code: 'not-table-owner',
      what: `Only the owner of the table ${table}, ${owner}, may add ${names.join(', ')} to it; nothing was changed.`,
      value: user,
      next: `Run: ${indexingNeeds(relationName(table).sql, owner, state, user)}`,
    })
  }
  const own = objects.flatMap((object) => {
    const { relations = [], functions = [] } = deployedKind(object).live(object)
    return [...relations, ...functions]
  })
  const needed = [...own, ...missing.map(({ on }) => on)]
  const closed = await closedToCreation(
    client,
    needed.map((name) => relationName(name).schema),
  )
  if (closed.length === 0) return
  throw new SightlineError({
    code: 'missing-create-privilege',
    what: `The role ${user} may not create in ${closed.map(({ schema }) => `the schema ${schema}`).join(', ')}; nothing was changed.`,
    value: user,
    next: `Run: ${closed.map(({ next }) => next).join('; ')}`,
  })
}
