import type { ClientBase } from 'pg'
import { isSubscribed } from '../../kinds/incremental-view/unnoted-changes.ts'
import { relationName } from '../../sql/relation-name.ts'

/** A trigger by its name, and the table that it is on, as definitions write it. */
export interface TriggerName {
  readonly table: string
  readonly name: string
}

/** A trigger as one text. */
export const triggerText = ({ table, name }: TriggerName): string => `${table} ${name}`

/** Those of these triggers that are there and called by what is written, each as text; the search path must be `pg_catalog`. */
export async function readTriggers(client: ClientBase, wanted: readonly TriggerName[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const { rows } = await client.query<TriggerName>(
    `select wanted.table as "table", wanted.name from unnest($1::text[], $2::text[], $3::text[]) as wanted ("table", quoted, name)
     join pg_trigger t on t.tgrelid = to_regclass(quoted) and t.tgname = wanted.name and t.tgenabled <> 'D'
     join pg_class c on c.oid = t.tgrelid
     where not (c.relkind = 'p' and t.tgtype & 33 = 0)
       and not (pg_has_role(c.relowner, 'usage') and (t.tgenabled <> 'A' or t.tgtype & 33 = 0) and ${isSubscribed('t.tgrelid')})`,
    [
      wanted.map(({ table }) => table),
      wanted.map(({ table }) => relationName(table).sql),
      wanted.map(({ name }) => name),
    ],
  )
  return new Set(rows.map(triggerText))
}
