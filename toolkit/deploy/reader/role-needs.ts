import type { ClientBase } from 'pg'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { readerSettings } from './reader-grant.ts'

interface RoleState {
  readonly exists: boolean
  readonly missing: readonly string[]
  readonly mayCreate: boolean
  readonly mayAlter: boolean
}

/**
 * The statements about the reader itself that somebody else has to run, because this role may not: none where it may,
 * or where the reader is there with its settings. From 16 on, CREATEROLE alters only roles on which one has the ADMIN
 * OPTION; before, it alters every role but superusers; the ADMIN OPTION alone never does.
 */
export async function readerRoleNeeds(client: ClientBase, role: string): Promise<string[]> {
  const { rows } = await client.query<RoleState>(
    `select r.oid is not null as exists,
       array(
         select name from unnest($2::text[]) as wanted (name) where not exists (
           select from pg_db_role_setting d, unnest(d.setconfig) one
           where d.setrole = r.oid and d.setdatabase = 0 and starts_with(one, name || '='))
       ) as missing,
       me.rolsuper or me.rolcreaterole as "mayCreate",
       coalesce(me.rolsuper or r.oid = me.oid or me.rolcreaterole and not r.rolsuper and (
         current_setting('server_version_num')::int < 160000 or pg_has_role(r.oid, 'member with admin option')
       ), false) as "mayAlter"
     from pg_roles me left join pg_roles r on r.rolname = $1 where me.rolname = current_user`,
    [role, Object.keys(readerSettings)],
  )
  const [state] = rows
  if (!state) return []
  const settings = state.missing.map((setting) => settingOf(role, setting))
  if (!state.exists) return state.mayCreate ? [] : creationOf(role)
  return state.mayAlter ? [] : settings
}

/** The statements that make the reader, where it is not there: what names it in a statement needs them first. */
export async function readerCreation(client: ClientBase, role: string): Promise<string[]> {
  const { rows } = await client.query('select from pg_roles where rolname = $1', [role])
  return rows.length > 0 ? [] : creationOf(role)
}

const creationOf = (role: string): string[] => [
  `CREATE ROLE ${quoteIdentifier(role)}`,
  ...Object.keys(readerSettings).map((setting) => settingOf(role, setting)),
]

const settingOf = (role: string, setting: string): string =>
  `ALTER ROLE ${quoteIdentifier(role)} SET ${setting} = ${quoteLiteral(readerSettings[setting] ?? '')}`
