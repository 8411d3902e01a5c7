import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { FinalShadow } from '../shadow/final-shadow.ts'

const routines = `
select wanted.place::int as place,
  case p.prokind when 'a' then 'an aggregate' when 'p' then 'a procedure' else 'a window function' end as kind
from unnest($1::text[], $2::text[], $3::text[]) with ordinality as wanted (schema, name, signature, place)
join pg_namespace n on n.nspname = wanted.schema
join pg_proc p on p.pronamespace = n.oid and p.proname = wanted.name and p.prokind <> 'f'
  and oidvectortypes(p.proargtypes) = wanted.signature
order by place limit 1`

/** Refuses a function whose name and arguments an aggregate or a procedure of somebody else has. */
export async function requireRoutines(client: ClientBase, { functions }: FinalShadow): Promise<void> {
  const wanted = [...functions.values()]
  const names = wanted.map(({ name }) => relationName(name))
  const { rows } = await client.query<{ place: number; kind: string }>(routines, [
    names.map(({ schema }) => schema),
    names.map(({ name }) => name),
    wanted.map(({ signature }) => signature),
  ])
  for (const { place, kind } of rows) {
    const one = wanted[place - 1]
    if (!one) continue
    throw new SightlineError({
      code: 'relation-name-taken',
      what: `There is ${kind} called ${one.name}(${one.signature}) in this database, where the release has a function.`,
      value: one.name,
      next: 'Rename the one or the other; sightline does not drop what it did not create.',
    })
  }
}
