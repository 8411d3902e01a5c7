import type { Source } from '../../define/source.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

interface LiveColumn {
  readonly name: string
  readonly type: string
  /** The type and the declared one without their modifiers, as Postgres prints them. */
  readonly base: string
  readonly declared_base: string | null
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
  const { rows: live } = await client.query<LiveColumn>(liveColumns, [
    relationName(source.name).sql,
    declared.map(({ name }) => name),
    declared.map(({ type }) => baseOf(type)),
  ])
  return declared.flatMap(({ name, type, nullable, primaryKey }) => {
    const column = live.find((known) => known.name === name)
    const place = `${source.name}.${name}`
    if (!column)
      return failure(
        `${place} does not exist; it is declared as ${type}.`,
        `Add it, or remove it from the declaration of ${source.name}.`,
      )
    const differs = column.type !== typeOf(column.declared_base ?? baseOf(type), type)
    if (differs && !column.assignable && column.base !== column.declared_base) {
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

/** `numeric` of `numeric(12,2)`. */
const baseOf = (type: string) => type.replace(/\s*\(.*\)/, '')

/** A declared type with the name that Postgres prints. */
const typeOf = (base: string, declared: string) =>
  base + (/\(.*\)/.exec(declared)?.[0].replaceAll(' ', '') ?? '')

/** Text takes the labels of an enum; a domain is what it is made of. */
const liveColumns = `
  with declared as (
    select name, to_regtype(type)::oid as type from unnest($2::text[], $3::text[]) as declared (name, type)
  )
  select attname as name, format_type(atttypid, atttypmod) as type, format_type(atttypid, null) as base,
    format_type(declared.type, null) as declared_base, attnotnull as not_null,
    coalesce(nullif(typbasetype, 0), t.oid) = declared.type
      or typtype = 'e' and declared.type = 'text'::regtype
      or exists (select from pg_cast where castsource = coalesce(nullif(typbasetype, 0), t.oid)
        and casttarget = declared.type and castcontext in ('i', 'a')) as assignable
  from pg_attribute a join declared on declared.name = attname join pg_type t on t.oid = atttypid
  where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`
