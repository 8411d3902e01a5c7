import { readerSettings } from '../../deploy/reader/reader-grant.ts'
import { readerMembers } from '../../deploy/reader/reader-members.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

interface Login {
  readonly name: string
  readonly superuser: boolean
  readonly inherits: boolean
  /** From 16 on a membership says so, and what the role says only counts when it is granted. */
  readonly inheritsByGrant: boolean
  readonly database: string
  /** Whether it is let into this database. */
  readonly connects: boolean
  /** The defaults that it lacks; those of a role that it is a member of are not its own. */
  readonly missing: readonly string[]
  /** The kinds of relations that its sessions here refuse to read, where somebody set that. */
  readonly refused: string
}

/** Who logs in to read: that somebody does, with the defaults, and may do no more than the reader. */
export async function examineReaders({ client, release }: DoctorContext): Promise<DoctorCheck[]> {
  const { readerRole } = release.project
  const { ok, warning } = findingsOf('readers')
  const name = quoteIdentifier(readerRole)
  const { rows } = await client.query<Login>(logins, [readerRole, Object.keys(readerSettings)])
  if (rows.length === 0) {
    return [
      warning(
        `Nobody can log in as ${readerRole} yet, which Grafana needs.`,
        `ALTER ROLE ${name} LOGIN`,
        `Then set its password in psql: \\password ${name}`,
        `Or give the role that Grafana logs in with the membership: GRANT ${name} TO …`,
      ),
    ]
  }
  const checks = rows.flatMap((login) => [
    ...(login.superuser
      ? [
          warning(
            `The role ${login.name} is a superuser and may read and change everything.`,
            `ALTER ROLE ${quoteIdentifier(login.name)} NOSUPERUSER`,
          ),
        ]
      : []),
    ...(login.inherits
      ? []
      : [
          warning(
            `The role ${login.name} does not inherit what ${readerRole} may read.`,
            login.inheritsByGrant
              ? `GRANT ${name} TO ${quoteIdentifier(login.name)} WITH INHERIT TRUE`
              : `ALTER ROLE ${quoteIdentifier(login.name)} INHERIT`,
          ),
        ]),
    ...(login.connects
      ? []
      : [
          warning(
            `The role ${login.name} is not let into this database.`,
            `GRANT CONNECT ON DATABASE ${quoteIdentifier(login.database)} TO ${quoteIdentifier(login.name)}`,
          ),
        ]),
    ...(login.refused === ''
      ? []
      : [
          warning(
            `The sessions of the role ${login.name} refuse to read what they should: restrict_nonsystem_relation_kind is '${login.refused}'.`,
            `ALTER ROLE ${quoteIdentifier(login.name)} IN DATABASE ${quoteIdentifier(login.database)} SET restrict_nonsystem_relation_kind = ''`,
          ),
        ]),
    ...(login.missing.length === 0
      ? []
      : [
          warning(
            `The role ${login.name} has no default for ${login.missing.join(', ')}; settings of ${readerRole} are not inherited.`,
            ...login.missing.map(
              (setting) =>
                `ALTER ROLE ${quoteIdentifier(login.name)} SET ${setting} = ${quoteLiteral(readerSettings[setting] ?? '')}`,
            ),
          ),
        ]),
  ])
  return checks.length > 0
    ? checks
    : [ok(`${rows.map((login) => login.name).join(', ')} may log in to read.`)]
}

const logins = `${readerMembers('$1')}
select r.rolname::text as name, r.rolsuper as superuser, pg_has_role(r.oid, (select oid from pg_roles where rolname = $1), 'usage') as inherits,
  current_setting('server_version_num')::integer >= 160000 as "inheritsByGrant",
  current_database()::text as database, has_database_privilege(r.oid, current_database(), 'connect') as connects,
  array(
    select setting from unnest($2::text[]) as wanted (setting) where not exists (
      select from pg_db_role_setting d, unnest(d.setconfig) one
      where d.setrole = r.oid and d.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and starts_with(one, setting || '='))
  ) as missing,
  coalesce((
    select split_part(one, '=', 2) from pg_db_role_setting d, unnest(d.setconfig) one
    where d.setrole in (0, r.oid) and d.setdatabase in (0, (select oid from pg_database where datname = current_database()))
      and starts_with(one, 'restrict_nonsystem_relation_kind=')
    order by d.setrole = 0, d.setdatabase = 0 limit 1
  ), '') as refused
from member join pg_roles r on r.oid = member.oid
where r.rolcanlogin and r.rolname <> current_user
order by 1`
