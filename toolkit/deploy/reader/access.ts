import type { ClientBase } from 'pg'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'

interface Grant {
  /** Null for everybody. */
  readonly grantee: string | null
  readonly privilege: string
  readonly grantable: boolean
  /** Null for the relation as a whole. */
  readonly column: string | null
}

/** A rule of somebody on a view, and the columns of the view that it names. */
interface Rule {
  readonly name: string
  readonly definition: string
  readonly comment: string | null
  readonly columns: readonly string[]
}

/** What people gave to a relation by hand, and what would be lost when it is dropped and created again. */
export interface Access {
  readonly name: string
  readonly owner: string
  readonly options: readonly string[]
  readonly grants: readonly Grant[]
  readonly triggers: readonly { name: string; definition: string; enabled: string; comment: string | null }[]
  readonly rules: readonly Rule[]
  readonly defaults: readonly { column: string; expression: string }[]
  /** Whom default privileges give something when the relation is created; null is everybody. */
  readonly givenByDefault: readonly (string | null)[]
}

const query = `
select
  ${writtenNameSql('n.nspname', 'c.relname')} as name,
  pg_get_userbyid(c.relowner)::text as owner,
  coalesce(c.reloptions, '{}') as options,
  coalesce((
    select jsonb_agg(distinct jsonb_build_object(
      'grantee', case when g.grantee <> 0 then pg_get_userbyid(g.grantee) end,
      'privilege', g.privilege_type, 'grantable', g.is_grantable, 'column', g.attname))
    from (
      select x.*, null::name as attname from aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) x
      union all
      select x.*, a.attname from pg_attribute a, aclexplode(a.attacl) x where a.attrelid = c.oid and not a.attisdropped
    ) g
  ), '[]') as grants,
  coalesce((
    select jsonb_agg(jsonb_build_object('name', t.tgname, 'definition', pg_get_triggerdef(t.oid),
      'enabled', t.tgenabled, 'comment', obj_description(t.oid, 'pg_trigger')))
    from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
  ), '[]') as triggers,
  coalesce((
    select jsonb_agg(jsonb_build_object('name', r.rulename, 'definition', pg_get_ruledef(r.oid),
      'comment', obj_description(r.oid, 'pg_rewrite'), 'columns', array(
        select a.attname from pg_depend d join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
        where d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
          and d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and a.attnum > 0 order by a.attnum)))
    from pg_rewrite r where r.ev_class = c.oid and r.rulename <> '_RETURN'
  ), '[]') as rules,
  coalesce((
    select jsonb_agg(jsonb_build_object('column', a.attname, 'expression', pg_get_expr(d.adbin, d.adrelid)))
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where d.adrelid = c.oid
  ), '[]') as defaults,
  array(
    select distinct case when x.grantee <> 0 then pg_get_userbyid(x.grantee)::text end
    from pg_default_acl da, aclexplode(da.defaclacl) x
    where da.defaclobjtype = 'r' and da.defaclnamespace in (0, c.relnamespace)
      and x.grantee not in (c.relowner, (select oid from pg_roles where rolname = current_user))
  ) as "givenByDefault"
from unnest($1::text[], $2::text[]) as wanted (schema, name)
join pg_namespace n on n.nspname = wanted.schema
join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name and c.relkind in ('v', 'm')`

/** Reads who owns views and who may do what with them. */
export async function readAccess(client: ClientBase, names: Iterable<string>): Promise<Map<string, Access>> {
  const split = [...new Set(names)].map((name) => relationName(name))
  const { rows } = await client.query<Access>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
  ])
  return new Map(rows.map((row) => [row.name, row]))
}

const everything = new Set(['INSERT', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])

const roleSql = (role: string | null): string => (role === null ? 'public' : quoteIdentifier(role))

/** The statements that give a view just created what it had before; grants on columns that are gone are left out. */
export function replayAccess(access: Access, columns: readonly string[], currentUser: string): string[] {
  const relation = relationName(access.name).sql
  const { owner, grants } = access
  const statements: string[] = []
  const ownGrants = grants.filter(({ grantee, column }) => grantee === owner && !column)
  const ownerHasAll = [...everything].every((one) => ownGrants.some(({ privilege }) => privilege === one))
  for (const role of access.givenByDefault) statements.push(`revoke all on ${relation} from ${roleSql(role)}`)
  const kept = grants.filter(
    ({ grantee, column }) =>
      (column === null || columns.includes(column)) && !(ownerHasAll && grantee === owner),
  )
  if (!ownerHasAll) statements.push(`revoke all on ${relation} from ${quoteIdentifier(owner)}`)
  for (const { grantee, privilege, grantable, column } of kept) {
    const what = `${privilege.toLowerCase()}${column === null ? '' : ` (${quoteIdentifier(column)})`}`
    statements.push(
      `grant ${what} on ${relation} to ${roleSql(grantee)}${grantable ? ' with grant option' : ''}`,
    )
  }
  for (const { column, expression } of access.defaults) {
    if (columns.includes(column))
      statements.push(
        `alter view ${relation} alter column ${quoteIdentifier(column)} set default ${expression}`,
      )
  }
  for (const { name, definition, comment } of access.rules) {
    statements.push(definition.replace(/;\s*$/, ''))
    if (comment !== null)
      statements.push(`comment on rule ${quoteIdentifier(name)} on ${relation} is ${quoteLiteral(comment)}`)
  }
  for (const { name, definition, enabled, comment } of access.triggers) {
    statements.push(definition)
    if (enabled === 'D') statements.push(`alter table ${relation} disable trigger ${quoteIdentifier(name)}`)
    if (comment !== null)
      statements.push(
        `comment on trigger ${quoteIdentifier(name)} on ${relation} is ${quoteLiteral(comment)}`,
      )
  }
  if (owner !== currentUser) statements.push(`alter view ${relation} owner to ${quoteIdentifier(owner)}`)
  return statements
}
