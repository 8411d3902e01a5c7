import type { ClientBase } from 'pg'
import type { ExportSet } from '../define/exports/export-set.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { place } from '../release/project-index.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { quoteIdentifier } from '../sql/identifier.ts'

/** An export for users and the one whose rows are asked of it. */
export interface AskedUser {
  readonly set: ExportSet
  readonly column: string
  readonly user: string
}

/**
 * Refuses a user whom nobody knows: a file without rows would say that there is one. Where an export does not say who is a
 * user, whoever has a row of any time is.
 *
 * @throws SightlineError
 */
export async function requireUser(client: ClientBase, { set, column, user }: AskedUser): Promise<void> {
  const { sql } = compileQuery(set.users ?? set.query)
  const { rows } = await client.query<{ is_user: boolean }>(
    `select exists (select from (\n${sql}\n) as of_set where ${quoteIdentifier(column)}::text = $1) as is_user`,
    [user],
  )
  if (rows[0]?.is_user) return
  throw new SightlineError({
    code: 'unknown-user',
    what: set.users
      ? `The export ${set.name} knows no user of this id.`
      : `The export ${set.name} has no row of a user of this id, of any time.`,
    value: user,
    ...place(set),
    next: set.users
      ? `Use a ${column} that there is.`
      : `Use a ${column} that it has; where users may have no rows yet, give the export \`users\`, the query of all of them.`,
  })
}
