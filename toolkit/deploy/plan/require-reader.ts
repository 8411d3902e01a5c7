import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { readerRoleNeeds } from '../reader/role-needs.ts'

/** Refuses a role that may neither create the reader nor give it its settings, where somebody has to. */
export async function requireReader(client: ClientBase, readerRole: string): Promise<void> {
  const needs = await readerRoleNeeds(client, readerRole)
  if (needs.length === 0) return
  throw new SightlineError({
    code: 'reader-role-not-ready',
    what: `The role ${readerRole} with which Grafana reads is not there with its settings, and this role may not make it so; nothing was changed.`,
    value: readerRole,
    next: `Let an administrator run: ${needs.join('; ')}`,
  })
}
