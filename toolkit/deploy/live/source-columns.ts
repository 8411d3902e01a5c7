import type { ClientBase } from 'pg'
import { type DeclaredType, declaredTypes } from '../../postgres/declared-types.ts'
import type { DesiredSource } from '../../release/desired-state.ts'
import { relationName } from '../../sql/relation-name.ts'

/** A declared column of a source table, beside the one that the database has. */
export interface SourceColumn {
  readonly source: string
  readonly name: string
  /** As it was declared. */
  readonly declared: string
  /** As Postgres prints it; undefined where the table has no such column. */
  readonly type: string | undefined
  /** Whether the values are of the declared type, or can be read as if they were. */
  readonly fits: 'exactly' | 'as if' | 'no'
  readonly notNull: boolean
  /** Whether it is a table: what is a view says nothing of nulls. */
  readonly isTable: boolean
}

interface FoundColumn {
  readonly source: string
  readonly name: string
  readonly type: string
  /** Without its size. */
  readonly base: string
  readonly notNull: boolean
  readonly isTable: boolean
  /** Whether Postgres assigns it to the declared type without being asked. */
  readonly assignable: boolean
}

/** Compares the declared columns of source tables with those that they have. */
export async function readSourceColumns(
  client: ClientBase,
  sources: readonly Pick<DesiredSource, 'name' | 'columns'>[],
): Promise<SourceColumn[]> {
  const declared = sources.flatMap(({ name: source, columns }) =>
    Object.entries(columns).map(([name, type]) => ({ source, name, type })),
  )
  const types = await declaredTypes(
    client,
    declared.map(({ type }) => type),
  )
  const { rows } = await client.query<FoundColumn>(foundColumns, [
    declared.map(({ source }) => source),
    declared.map(({ source }) => relationName(source).sql),
    declared.map(({ name }) => name),
    declared.map(({ type }) => types.get(type)?.oid ?? null),
  ])
  const found = new Map(rows.map((row) => [JSON.stringify([row.source, row.name]), row]))
  return declared.map(({ source, name, type }) => {
    const column = found.get(JSON.stringify([source, name]))
    const common = { source, name, declared: type, type: column?.type }
    if (!column) return { ...common, fits: 'no', notNull: false, isTable: false }
    const { notNull, isTable } = column
    return { ...common, fits: fitOf(column, types.get(type)), notNull, isTable }
  })
}

function fitOf(
  { type, base, assignable }: FoundColumn,
  declared: DeclaredType | undefined,
): SourceColumn['fits'] {
  if (type === declared?.printed) return 'exactly'
  return assignable || base === declared?.base ? 'as if' : 'no'
}

/** Text takes the labels of an enum; a domain is what it is made of. */
const foundColumns = `
  with declared as (
    select source, relation, name, type
    from unnest($1::text[], $2::text[], $3::text[], $4::oid[]) as declared (source, relation, name, type)
  )
  select source, attname as name, format_type(atttypid, atttypmod) as type, format_type(atttypid, null) as base,
    attnotnull or typnotnull as "notNull", relkind in ('r', 'p') as "isTable",
    coalesce(coalesce(nullif(typbasetype, 0), t.oid) = declared.type, false)
      or typtype = 'e' and declared.type = 'text'::regtype
      or exists (select from pg_cast where castsource = coalesce(nullif(typbasetype, 0), t.oid)
        and casttarget = declared.type and castcontext in ('i', 'a')) as assignable
  from declared join pg_class c on c.oid = to_regclass(relation)
  join pg_attribute a on a.attrelid = c.oid and a.attname = declared.name join pg_type t on t.oid = atttypid
  where attnum > 0 and not attisdropped`
