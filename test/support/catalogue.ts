import type pg from 'pg'

/** Everything that a database and its roles are, as lines: two databases are alike where their lines are. */
export async function catalogue(client: pg.Client, roles: readonly string[]): Promise<string[]> {
  await client.query(`begin read only; set local search_path to pg_catalog; set local timezone to 'UTC'`)
  const { rows } = await client.query<{ line: string }>(
    `select line from (${Object.values(parts).join('\nunion all\n')}) parts(line) where line is not null order by line collate "C"`,
    [roles],
  )
  await client.query('rollback')
  return rows.map(({ line }) => line)
}

const theirs = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`

/** An access list as people see it: what is left out is what Postgres gives of itself. */
const access = (list: string, kind: string, owner: string) =>
  `(select string_agg(format('%s=%s%s/%s', case grantee when 0 then 'public' else pg_get_userbyid(grantee) end,
      privilege_type, case when is_grantable then '*' else '' end, pg_get_userbyid(grantor)), ' ' order by grantee, privilege_type)
    from aclexplode(coalesce(${list}, acldefault('${kind}', ${owner}))))`

const parts = {
  database: `select format('database %s access %s comment %s', pg_get_userbyid(datdba), ${access('datacl', 'd', 'datdba')},
      shobj_description(oid, 'pg_database'))
    from pg_database where datname = current_database()`,
  settings: `select format('setting of %s in %s: %s', coalesce(r.rolname, 'all'),
      case when s.setdatabase = 0 then 'every database' else 'this' end, s.setconfig)
    from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole
    where s.setdatabase = (select oid from pg_database where datname = current_database()) or (s.setdatabase = 0 and r.rolname = any($1))`,
  roles: `select format('role %s %s comment %s', rolname,
      array[rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls], shobj_description(oid, 'pg_authid'))
    from pg_roles where rolname = any($1)`,
  members: `select format('%s is a member of %s', pg_get_userbyid(member), pg_get_userbyid(roleid))
    from pg_auth_members where pg_get_userbyid(roleid) = any($1) or pg_get_userbyid(member) = any($1)`,
  schemas: `select format('schema %I owner %s access %s comment %s', nspname, pg_get_userbyid(nspowner),
      ${access('nspacl', 'n', 'nspowner')}, obj_description(oid, 'pg_namespace'))
    from pg_namespace n where ${theirs}`,
  relations: `select format('%s %I.%I owner %s access %s options %s %s comment %s definition %s', relkind, nspname, relname,
      pg_get_userbyid(relowner), ${access('relacl', 'r', 'relowner')}, reloptions, array[relpersistence = 'p', relrowsecurity, relispopulated],
      obj_description(c.oid, 'pg_class'), case when relkind in ('v', 'm') then pg_get_viewdef(c.oid) when relkind in ('i', 'I') then pg_get_indexdef(c.oid) end)
    from pg_class c join pg_namespace n on n.oid = relnamespace where ${theirs}`,
  columns: `select format('column %I.%I.%I %s %s collate %s default %s access %s comment %s', nspname, relname, attname,
      format_type(atttypid, atttypmod), array[attnotnull::text, attidentity::text, attgenerated::text],
      (select collname from pg_collation where oid = attcollation), pg_get_expr(adbin, adrelid),
      ${access('attacl', 'c', 'relowner')}, col_description(c.oid, attnum))
    from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
      left join pg_attrdef d on d.adrelid = attrelid and d.adnum = attnum
    where ${theirs} and attnum > 0 and not attisdropped and relkind not in ('i', 'I')`,
  constraints: `select format('constraint %I on %s: %s comment %s', conname, coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text),
      pg_get_constraintdef(k.oid), obj_description(k.oid, 'pg_constraint'))
    from pg_constraint k join pg_namespace n on n.oid = connamespace where ${theirs}`,
  indexes: `select format('index %s %s', indexrelid::regclass, array[indisvalid, indisready, indislive, indisreplident])
    from pg_index i join pg_class c on c.oid = indexrelid join pg_namespace n on n.oid = relnamespace where ${theirs}`,
  functions: `select format('routine %I.%I(%s) owner %s access %s comment %s body %s', nspname, proname,
      pg_get_function_identity_arguments(p.oid), pg_get_userbyid(proowner), ${access('proacl', 'f', 'proowner')},
      obj_description(p.oid, 'pg_proc'), case when prokind in ('f', 'p') then pg_get_functiondef(p.oid) end)
    from pg_proc p join pg_namespace n on n.oid = pronamespace where ${theirs}`,
  types: `select format('type %I.%I %s owner %s comment %s', nspname, typname, typtype, pg_get_userbyid(typowner), obj_description(t.oid, 'pg_type'))
    from pg_type t join pg_namespace n on n.oid = typnamespace where ${theirs} and typrelid = 0 and typelem = 0`,
  triggers: `select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = tgrelid
    join pg_namespace n on n.oid = relnamespace where ${theirs} and not tgisinternal`,
  rules: `select pg_get_ruledef(r.oid) from pg_rewrite r join pg_class c on c.oid = ev_class
    join pg_namespace n on n.oid = relnamespace where ${theirs} and rulename <> '_RETURN'`,
  policies: `select format('policy %I on %s for %s to %s using %s check %s', polname, polrelid::regclass, polcmd,
      (select array_agg(pg_get_userbyid(x) order by 1) from unnest(polroles) x), pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
    from pg_policy`,
  statistics: `select format('%s', pg_get_statisticsobjdef(oid)) from pg_statistic_ext`,
  defaults: `select format('default access of %s in %s on %s: %s', pg_get_userbyid(defaclrole), nullif(defaclnamespace, 0)::regnamespace,
      defaclobjtype, defaclacl) from pg_default_acl`,
  extensions: `select format('extension %s', extname) from pg_extension`,
  eventTriggers: `select format('event trigger %I', evtname) from pg_event_trigger`,
  largeObjects: `select format('large object of %s', pg_get_userbyid(lomowner)) from pg_largeobject_metadata`,
  locks: `select format('lock %s %s %s %s', locktype, classid, objid, mode) from pg_locks
    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
} as const
