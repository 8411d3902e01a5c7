import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { sqlStateOf } from '../postgres/postgres-problem.ts'
import { quoteIdentifier } from '../sql/identifier.ts'

/**
 * Does something with the rights of the readers, which stay until the transaction ends.
 *
 * @throws SightlineError where the role of the connection may not do that, or the readers may not
 */
export async function readAsReader<T>(
  client: ClientBase,
  readerRole: string,
  work: () => Promise<T>,
): Promise<T> {
  await becomeReader(client, readerRole)
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error) || sqlStateOf(error) !== '42501') throw error
    throw new SightlineError(
      {
        code: 'missing-privilege',
        what: `Postgres does not allow this: ${error.message}.`,
        value: readerRole,
        next: `Deploy the release with \`sightline apply\`, which gives ${readerRole} what it reads.`,
      },
      { cause: error },
    )
  }
}

async function becomeReader(client: ClientBase, readerRole: string): Promise<void> {
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
