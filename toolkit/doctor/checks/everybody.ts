import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

interface Everybody {
  readonly temporary: boolean
  readonly creates: boolean
  readonly readable: readonly string[]
}

/**
 * What everybody may do in this database, and so the reader too. What is taken from everybody is given to this role
 * first, which may have it only as everybody does.
 */
export async function examineEverybody({
  client,
  release,
  role,
  database,
}: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, warning } = findingsOf('everybody')
  const names = release.sources.map(({ name }) => relationName(name))
  const { rows } = await client.query<Everybody>(
    `select has_database_privilege('public', current_database(), 'temporary') as temporary,
       coalesce((select has_schema_privilege('public', oid, 'create') from pg_namespace where nspname = 'public'), false) as creates,
       array(
         select format('%I.%I', n.nspname, c.relname)
         from unnest($1::text[], $2::text[]) as source (schema, name)
         join pg_namespace n on n.nspname = source.schema
         join pg_class c on c.relnamespace = n.oid and c.relname = source.name
         where has_any_column_privilege('public', c.oid, 'select') order by 1
       ) as readable`,
    [names.map(({ schema }) => schema), names.map(({ name }) => name)],
  )
  const [found] = rows
  if (!found) return []
  const [user, here] = [quoteIdentifier(role), quoteIdentifier(database)]
  const checks = [
    ...(found.temporary
      ? [
          warning(
            'Everybody may make temporary tables here, the reader too.',
            `GRANT TEMPORARY ON DATABASE ${here} TO ${user}`,
            `REVOKE TEMPORARY ON DATABASE ${here} FROM PUBLIC`,
          ),
        ]
      : []),
    ...(found.creates
      ? [
          warning(
            'Everybody may create in the schema public, the reader too.',
            `GRANT CREATE ON SCHEMA public TO ${user}`,
            'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
          ),
        ]
      : []),
    ...found.readable.map((table) =>
      warning(
        `Everybody may read ${table}, the reader too, whatever panels show.`,
        `GRANT SELECT ON ${table} TO ${user} WITH GRANT OPTION`,
        `REVOKE SELECT ON ${table} FROM PUBLIC`,
      ),
    ),
  ]
  return checks.length > 0 ? checks : [ok('Everybody may do nothing here that the reader may not.')]
}
