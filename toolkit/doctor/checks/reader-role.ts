import { readerRoleNeeds } from '../../deploy/reader/role-needs.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** That the reader is there with its settings, or that this role may make it so. */
export async function examineReaderRole({ client, release }: DoctorContext): Promise<DoctorCheck[]> {
  const { readerRole } = release.project
  const { ok, failure } = findingsOf('reader role')
  const needs = await readerRoleNeeds(client, readerRole)
  if (needs.length > 0) {
    const what = `The role ${readerRole}, which panels read with, is not there with its settings, and this role may not make it so.`
    return [failure(what, ...needs)]
  }
  const { rows } = await client.query('select from pg_roles where rolname = $1', [readerRole])
  return [
    ok(
      rows.length > 0
        ? `The role ${readerRole} exists.`
        : `The role ${readerRole} will be created by the first deploy.`,
    ),
  ]
}
