import type { ClientBase } from 'pg'
import { roleComment } from './reader-grant.ts'

/** Whether a role is there, and who made it: a deploy of ours, which gives it no login, or somebody else. */
export type ReaderState = 'missing' | 'ours, without login' | 'may log in' | 'without login'

/** What is known of the role with which Grafana reads. */
export async function readerState(client: ClientBase, role: string): Promise<ReaderState> {
  const { rows } = await client.query<{ login: boolean; ours: boolean }>(
    `select rolcanlogin as login, coalesce(shobj_description(oid, 'pg_authid') = $2, false) as ours
     from pg_roles where rolname = $1`,
    [role, roleComment],
  )
  const [found] = rows
  if (!found) return 'missing'
  if (found.login) return 'may log in'
  return found.ours ? 'ours, without login' : 'without login'
}
