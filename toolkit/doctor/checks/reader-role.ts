import { quoteIdentifier } from '../../sql/identifier.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** That the role exists which is to read the columns of the panels and nothing else. */
export async function examineReaderRole({ client, release }: DoctorContext): Promise<DoctorCheck[]> {
  const { readerRole } = release.project
  const { ok, warning } = findingsOf('reader role')
  const { rows } = await client.query<{ superuser: boolean; login: boolean }>(
    'select rolsuper as superuser, rolcanlogin as login from pg_roles where rolname = $1',
    [readerRole],
  )
  const [role] = rows
  const name = quoteIdentifier(readerRole)
  if (!role) {
    return [
      warning(
        `The role ${readerRole}, with which Grafana reads, does not exist.`,
        `CREATE ROLE ${name} LOGIN`,
        `Then set its password in psql: \\password ${name}`,
      ),
    ]
  }
  if (role.superuser) {
    return [
      warning(
        `The role ${readerRole} is a superuser and may read everything.`,
        `ALTER ROLE ${name} NOSUPERUSER`,
      ),
    ]
  }
  if (!role.login) {
    return [
      warning(`The role ${readerRole} may not log in, which Grafana needs.`, `ALTER ROLE ${name} LOGIN`),
    ]
  }
  return [ok(`The role ${readerRole} exists.`)]
}
