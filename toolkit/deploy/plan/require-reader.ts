import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { readerRoleNeeds } from '../reader/role-needs.ts'

/**
 * Refuses a reader that deploys, or is a superuser: it would get settings with which it could no longer write. Refuses a
 * role that may neither create the reader nor give it its settings, where
 * somebody has to.
 */
export async function requireReader(client: ClientBase, readerRole: string): Promise<void> {
  const { rows } = await client.query<{ deploys: boolean }>(
    `select rolname = current_user as deploys from pg_roles
     where rolname = $1 and (rolsuper or rolname = current_user)`,
    [readerRole],
  )
  const [unfit] = rows
  if (unfit) {
    throw new SightlineError({
      code: 'reader-role-not-ready',
      what: `The role ${readerRole} is ${unfit.deploys ? 'the one that deploys' : 'a superuser'}, and a reader gets settings with which it could not write any more; nothing was changed.`,
      value: readerRole,
      next: 'Name another role as readerRole of defineProject: Grafana shall read no more than the panels need.',
    })
  }
  const needs = await readerRoleNeeds(client, readerRole)
  if (needs.length === 0) return
  throw new SightlineError({
    code: 'reader-role-not-ready',
    what: `The role ${readerRole} with which Grafana reads is not there with its settings, and this role may not make it so; nothing was changed.`,
    value: readerRole,
    next: `Let an administrator run: ${needs.join('; ')}`,
  })
}
