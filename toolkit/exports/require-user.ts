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
 * Refuses a user whom nobody knows, where an export says who is one: a file without rows would say that there is such a user.
 *
 * @throws SightlineError
 */
export async function requireUser(client: ClientBase, { set, column, user }: AskedUser): Promise<void> {
  if (!set.allUsers) return
  const { sql } = compileQuery(set.allUsers)
  const { rows } = await client.query<{ is_user: boolean }>(
    `select exists (select from (\n${sql}\n) as everybody where ${quoteIdentifier(column)}::text = $1) as is_user`,
    [user],
  )
  if (rows[0]?.is_user) return
  throw new SightlineError({
    code: 'unknown-user',
    what: `The export ${set.name} knows no user of this id.`,
    value: user,
    ...place(set),
    next: `Use a ${column} that there is.`,
  })
}
