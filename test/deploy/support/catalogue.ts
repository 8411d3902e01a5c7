import { withClient } from 'sightline/engine'

/** Everything that a project could leave in a database: what there is, who may do what with it, and how roles are set. */
export async function catalogue(connectionString: string, roles: readonly string[]): Promise<string[]> {
  return withClient(connectionString, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `with object (line, acl) as (
         select 'schema ' || nspname, nspacl from pg_namespace where nspname !~ '^pg_'
         union all
         select format('relation %s %s', relkind, oid::regclass), relacl from pg_class
         where relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
         union all
         select format('column %s.%s', attrelid::regclass, attname), attacl from pg_attribute where attacl is not null
           and attrelid >= 16384
         union all
         select 'function ' || oid::regprocedure, proacl from pg_proc
         where pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
         union all
         select format('role %s %s', rolname, (select setconfig from pg_db_role_setting where setrole = r.oid and setdatabase = 0)), null
         from pg_roles r where rolname = any($1)
       )
       select line || coalesce((
         select ' ' || string_agg(format('%s=%s', case when grantee = 0 then 'public' else grantee::regrole::text end, privilege_type), ',' order by grantee, privilege_type)
         from aclexplode(acl) where grantee <> 10
       ), '') as line from object order by 1`,
      [roles],
    )
    return rows.map(({ line }) => line)
  })
}
