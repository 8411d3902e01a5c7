import { createdKind } from '../../kinds/definition-kinds.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** That this role may create the schemas and what is in them, and owns what is already there. */
export async function examinePrivileges(context: DoctorContext): Promise<DoctorCheck[]> {
  const checks = [
    await createInDatabase(context),
    ...(await createInSchemas(context)),
    ...(await ownership(context)),
  ]
  return checks
}

/** The release's schemas, and the one in which deploys are recorded. */
function schemasOf({ release }: DoctorContext): string[] {
  const own = release.sqlObjects.flatMap(({ definition }) => definition ?? [])
  const schemas = own
    .filter((definition) => createdKind(definition).isInSchema)
    .map(({ name }) => relationName(name).schema)
  return [...new Set([...schemas, 'sightline'])].sort()
}

async function createInDatabase(context: DoctorContext): Promise<DoctorCheck> {
  const { ok, failure } = findingsOf('database')
  const { client, role, database } = context
  const { rows } = await client.query<{ allowed: boolean; missing: string[] }>(
    `select has_database_privilege(current_database(), 'create') as allowed,
       array(select wanted from unnest($1::text[]) wanted
             where not exists (select from pg_namespace where nspname = wanted)) as missing`,
    [schemasOf(context)],
  )
  const { allowed = false, missing = [] } = rows[0] ?? {}
  if (allowed) return ok('This role may create schemas.')
  if (missing.length === 0) return ok('This role may not create schemas; those it needs are there.')
  return failure(
    `This role may not create schemas, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    `GRANT CREATE ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)}`,
  )
}

async function createInSchemas(context: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, failure } = findingsOf('schemas')
  const { rows } = await context.client.query<{ name: string; allowed: boolean }>(
    `select nspname as name,
       has_schema_privilege(oid, 'create') and has_schema_privilege(oid, 'usage') as allowed
     from pg_namespace where nspname = any($1) order by 1`,
    [schemasOf(context)],
  )
  const refused = rows.filter(({ allowed }) => !allowed)
  if (rows.length === 0) return [ok('None of the schemas is there yet.')]
  if (refused.length === 0) return [ok(`This role may create in ${rows.map(({ name }) => name).join(', ')}.`)]
  return refused.map(({ name }) =>
    failure(
      `This role may not create in the schema ${name}.`,
      `GRANT USAGE, CREATE ON SCHEMA ${quoteIdentifier(name)} TO ${quoteIdentifier(context.role)}`,
    ),
  )
}

/** Only the owner of a view may replace it. */
async function ownership({ client, release, role }: DoctorContext): Promise<DoctorCheck[]> {
  const { failure } = findingsOf('ownership')
  const own = release.sqlObjects.flatMap(({ definition }) => definition ?? [])
  const names = own
    .filter((definition) => createdKind(definition).usedAs === 'relation')
    .map(({ name }) => relationName(name))
  const { rows } = await client.query<{ name: string; owner: string; kind: string }>(
    `select format('%I.%I', nspname, relname) as name, rolname as owner,
       case relkind when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' else 'TABLE' end as kind
     from pg_class c join pg_namespace n on n.oid = relnamespace join pg_roles r on r.oid = relowner
     where (nspname::text, relname::text) in (select * from unnest($1::text[], $2::text[])) and not pg_has_role(relowner, 'usage') order by 1`,
    [names.map(({ schema }) => schema), names.map(({ name }) => name)],
  )
  return rows.map(({ name, owner, kind }) =>
    failure(
      `${name} is there already and belongs to ${owner}, so this role may not replace it.`,
      `ALTER ${kind} ${name} OWNER TO ${quoteIdentifier(role)}`,
    ),
  )
}
