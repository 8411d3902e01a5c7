import { closedToCreation } from '../../deploy/plan/creation-needs.ts'
import { createdKind } from '../../kinds/definition-kinds.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** That this role may create the schemas and what is in them, and owns what is already there. */
export async function examinePrivileges(context: DoctorContext): Promise<DoctorCheck[]> {
  const checks = [
    ...(await inDatabase(context)),
    ...(await createInSchemas(context)),
    ...(await records(context)),
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

/** Every plan tries the release in schemas and temporary views of its own. */
async function inDatabase({ client, role, database }: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, failure } = findingsOf('database')
  const { rows } = await client.query<{ missing: string[] }>(
    `select array(
       select wanted from unnest('{CREATE,TEMPORARY}'::text[]) wanted
       where not has_database_privilege(current_database(), wanted)
     ) as missing`,
  )
  const missing = rows[0]?.missing ?? []
  if (missing.length === 0) return [ok('This role may create schemas and temporary views.')]
  const grant = `GRANT ${missing.join(', ')} ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)}`
  return [failure(`This role lacks ${missing.join(' and ')} on the database ${database}.`, grant)]
}

async function createInSchemas(context: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, failure } = findingsOf('schemas')
  const closed = await closedToCreation(context.client, schemasOf(context))
  if (closed.length === 0) return [ok('This role may create in the schemas of the release that are there.')]
  return closed.map(({ schema, next }) => failure(`This role may not create in the schema ${schema}.`, next))
}

/** Another role may have deployed here first. */
async function records({ client, role }: DoctorContext): Promise<DoctorCheck[]> {
  const { failure } = findingsOf('records')
  const { rowCount } = await client.query(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'sightline' and c.relkind = 'r' and not (
       has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert')
       and has_table_privilege(c.oid, 'update') and has_table_privilege(c.oid, 'delete'))`,
  )
  if (rowCount === 0) return []
  return [
    failure(
      'Another role deployed here first, and this one may not write what is remembered of deploys.',
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA sightline TO ${quoteIdentifier(role)}`,
    ),
  ]
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
