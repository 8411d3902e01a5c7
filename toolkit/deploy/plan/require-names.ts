import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import { isMaterialized } from '../../kinds/materialized-view/desired-stored-view.ts'
import { objectKind } from '../../kinds/object-kinds.ts'
import { isSchemaObject } from '../../kinds/schema/desired-schema.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { relationName } from '../../sql/relation-name.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import type { LiveState } from '../live/live-state.ts'

/** A name that an object of the release takes, and as what. */
interface WantedName {
  readonly object: DesiredObject
  readonly name: string
  readonly as: 'view' | 'table' | 'index'
}

/** Refuses a release that has two things of one name, or one of which something else in the database has the name. */
export async function requireNames(
  client: ClientBase,
  { objects }: DesiredState,
  { relations, schemas }: LiveState,
): Promise<void> {
  for (const { name } of objects.filter(isSchemaObject))
    if (name.startsWith('pg_') && !schemas.has(name)) throw reserved(name)
  const wanted = objects.flatMap(namesOf)
  for (const [index, { object, name, as }] of wanted.entries()) {
    const other = wanted.slice(0, index).find((one) => one.name === name && one.as !== as)
    if (other) throw taken(object, name, `This release has both ${a(other.as)} and ${a(as)} called ${name}.`)
    const found = as === 'index' ? undefined : relations.get(name)?.type
    // Whether a materialized view is the one of the release is seen once that is tried.
    const isAdopted = found === 'materialized view' && isMaterialized(object)
    if (found && found !== as && !isAdopted) throw taken(object, name, isThere(found, name, as))
  }
  const names = wanted.map((one) => relationName(one.name))
  const { rows } = await client.query<{ place: number; kind: string }>(others, [
    names.map(({ schema }) => schema),
    names.map(({ name }) => name),
    wanted.map(({ as }) => as === 'index'),
  ])
  for (const { place, kind } of rows) {
    const one = wanted[place - 1]
    if (one) throw taken(one.object, one.name, isThere(kind, one.name, one.as))
  }
}

/** What people read has its own name; an index also has those beside which it is built anew. */
function namesOf(object: DesiredObject): WantedName[] {
  const own = objectKind(object)
    .relations(object)
    .filter(({ name }) => name === object.name)
    .map(({ name, query }): WantedName => ({ object, name, as: query === undefined ? 'table' : 'view' }))
  const indexes = deployedKind(object).live(object).indexes ?? []
  return [...own, ...indexes.map((name): WantedName => ({ object, name, as: 'index' }))]
}

const a = (kind: string) => (/^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`)

const isThere = (found: string, name: string, as: string) =>
  `There is ${a(found)} called ${name} in this database, where the release has ${a(as)}.`

function taken({ where }: DesiredObject, name: string, what: string): SightlineError {
  return new SightlineError({
    code: 'relation-name-taken',
    what,
    value: name,
    ...(where === undefined ? {} : { where }),
    next: 'Rename the one or the other. What an earlier release made goes when a release no longer has it; sightline does not drop what it did not create.',
  })
}

const reserved = (schema: string) =>
  new SightlineError({
    code: 'relation-name-taken',
    what: 'Postgres keeps the names of schemas that begin with pg_ for itself.',
    value: schema,
    next: 'Give what the release has there another schema; nothing was changed.',
  })

/** What shares its names with relations and is none: a relation also is a type of its name. */
const others = `
select place::int as place, kind from unnest($1::text[], $2::text[], $3::boolean[]) with ordinality as wanted (schema, name, "isIndex", place)
join pg_namespace n on n.nspname = wanted.schema
cross join lateral (
  select case relkind when 'S' then 'sequence' when 'c' then 'type' when 'v' then 'view' when 'm' then 'materialized view'
    when 'i' then 'index' when 'I' then 'index' else 'table' end as kind
  from pg_class where relnamespace = n.oid and relname = wanted.name
    and case when wanted."isIndex" then relkind not in ('i', 'I') else relkind in ('i', 'I', 'S', 'c') end
  union all
  select 'type' from pg_type where typnamespace = n.oid and typname = wanted.name and typrelid = 0 and typelem = 0
    and not wanted."isIndex"
) found order by place limit 1`
