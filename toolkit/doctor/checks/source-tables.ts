import type { Source } from '../../define/source.ts'
import { declaredTypes } from '../../postgres/declared-types.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

interface LiveColumn {
  readonly name: string
  readonly type: string
  /** Without its size. */
  readonly base: string
  readonly not_null: boolean
  /** Whether Postgres assigns it to the declared type without being asked. */
  readonly assignable: boolean
}

/** That the source tables have the columns that the project declares, with their types; more columns are fine. */
export async function examineSourceTables(context: DoctorContext): Promise<DoctorCheck[]> {
  const { ok } = findingsOf('source tables')
  const { sources } = context.release
  const checks: DoctorCheck[] = []
  for (const source of sources) checks.push(...(await examineTable(context, source)))
  const count = `${sources.length} table${sources.length === 1 ? '' : 's'}`
  return checks.length > 0
    ? checks
    : [ok(`${count} ${sources.length === 1 ? 'has' : 'have'} the declared columns and types.`)]
}

async function examineTable({ client }: DoctorContext, source: Source): Promise<DoctorCheck[]> {
  const { warning, failure } = findingsOf('source tables')
  const { rows: found } = await client.query<{ is_table: boolean }>(
    "select relkind in ('r', 'p') as is_table from pg_class where oid = to_regclass($1)",
    [relationName(source.name).sql],
  )
  const [table] = found
  if (!table) {
    return [
      failure(
        `The table ${source.name} does not exist.`,
        'Create it, or correct its name where it is declared.',
      ),
    ]
  }
  const declared = Object.entries(source.columns).map(([name, { shape }]) => ({ name, ...shape }))
  const types = await declaredTypes(
    client,
    declared.map(({ type }) => type),
  )
  const { rows: live } = await client.query<LiveColumn>(liveColumns, [
    relationName(source.name).sql,
    declared.map(({ name }) => name),
    declared.map(({ type }) => types.get(type)?.oid ?? null),
  ])
  return declared.flatMap(({ name, type, nullable, primaryKey }) => {
    const column = live.find((known) => known.name === name)
    const place = `${source.name}.${name}`
    if (!column)
      return failure(
        `${place} does not exist; it is declared as ${type}.`,
        `Add it, or remove it from the declaration of ${source.name}.`,
      )
    const found = types.get(type)
    const differs = column.type !== found?.printed
    if (differs && !column.assignable && column.base !== found?.base) {
      return failure(`${place} is ${column.type}, declared as ${type}.`, 'Declare the type that it has.')
    }
    if (differs)
      return warning(
        `${place} is ${column.type}, declared as ${type}; it is read as if it were.`,
        'Declare the type that it has.',
      )
    const surprise = table.is_table && !column.not_null && !nullable && !primaryKey
    return surprise ? warning(`${place} may be null, declared as never null.`, 'Declare it nullable().') : []
  })
}

/** Text takes the labels of an enum; a domain is what it is made of. */
const liveColumns = `
  with declared as (
    select name, type from unnest($2::text[], $3::oid[]) as declared (name, type)
  )
  select attname as name, format_type(atttypid, atttypmod) as type, format_type(atttypid, null) as base,
    attnotnull or typnotnull as not_null,
    coalesce(coalesce(nullif(typbasetype, 0), t.oid) = declared.type, false)
      or typtype = 'e' and declared.type = 'text'::regtype
      or exists (select from pg_cast where castsource = coalesce(nullif(typbasetype, 0), t.oid)
        and casttarget = declared.type and castcontext in ('i', 'a')) as assignable
  from pg_attribute a join declared on declared.name = attname join pg_type t on t.oid = atttypid
  where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`
