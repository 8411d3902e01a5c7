import type { ClientBase } from 'pg'
import { isRelation } from '../../kinds/desired-object.ts'
import { hiddenTables, type RoleReads } from '../../postgres/hidden-rows.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { isSecurityInvoker } from '../../sql/security-invoker.ts'
import type { ReadColumn } from '../records/record.ts'
import type { Hazard } from './plan-step.ts'

/** That row level security shows no row of a table to the reader, or to who owns our views: Postgres gives no error. */
export async function hiddenRows(
  client: ClientBase,
  { objects, readerRole }: DesiredState,
  { user, reads }: { readonly user: string; readonly reads: readonly Pick<ReadColumn, 'relation'>[] },
): Promise<Hazard[]> {
  const own = new Set(objects.map(({ name }) => name))
  const asked = new Map<string, RoleReads>()
  const add = (relation: string, role: string) => {
    if (!own.has(relation)) asked.set(JSON.stringify([relation, role]), { relation, role })
  }
  for (const { relation } of reads) add(relation, readerRole)
  for (const object of objects.filter(isRelation)) {
    const options = 'options' in object ? (object.options ?? []) : []
    const role = isSecurityInvoker(options) ? readerRole : user
    for (const relation of object.dependsOn) add(relation, role)
  }
  const hidden = await hiddenTables(client, [...asked.values()])
  return hidden.map(({ table, role }) => ({
    kind: 'hidden rows',
    message: `row level security of ${table.written} shows ${role} no row: no policy is for it`,
  }))
}
