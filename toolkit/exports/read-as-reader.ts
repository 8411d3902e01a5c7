import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { quoteIdentifier } from '../sql/identifier.ts'

/**
 * Goes on with the rights of the readers until the transaction ends.
 *
 * @throws SightlineError where the role of the connection may not do that
 */
export async function readAsReader(client: ClientBase, readerRole: string): Promise<void> {
  const { rows } = await client.query<{ exists: boolean; own: string; may: boolean | null }>(
    `select r.oid is not null as exists, current_user as own,
       r.oid is not null and pg_has_role(current_user, r.oid,
         case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) as may
     from (select) as one left join pg_roles r on r.rolname = $1`,
    [readerRole],
  )
  const [found] = rows
  if (found?.may) {
    await client.query(`set local role ${quoteIdentifier(readerRole)}`)
    return
  }
  const own = found?.own ?? ''
  throw new SightlineError({
    code: 'reader-not-settable',
    what: found?.exists
      ? `The role ${own} may not read as ${readerRole}, whose rights exports and reports have.`
      : `There is no role ${readerRole}, whose rights exports and reports have.`,
    value: readerRole,
    next: found?.exists
      ? `Connect as ${readerRole}, or run: grant ${readerRole} to ${own};`
      : 'Deploy the project with `sightline apply`, which makes the role and gives it what it may read.',
  })
}
