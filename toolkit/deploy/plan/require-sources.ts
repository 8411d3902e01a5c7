import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import { readSourceColumns } from '../live/source-columns.ts'

/** Refuses a database that lacks what the release reads, or has it in another type. */
export async function requireSources(
  client: ClientBase,
  { sources }: DesiredState,
  { relations }: LiveState,
): Promise<void> {
  for (const { name, columns } of sources) {
    const found = relations.get(name)
    if (!found) {
      throw new SightlineError({
        code: 'unknown-source',
        what: `The source table ${name} is not in this database, or this role may not see its schema.`,
        value: name,
        next: 'Connect to the database that has it, or correct the name in its definition.',
      })
    }
    for (const column of Object.keys(columns)) {
      if (found.columns.some((one) => one.name === column)) continue
      throw new SightlineError({
        code: 'unknown-source-column',
        what: `The source table ${name} has no column ${column}, which the project declares.`,
        value: `${name} (${found.columns.map((one) => one.name).join(', ')})`,
        next: 'Add the column to the table, or correct the declaration.',
      })
    }
  }
  for (const { source, name, type, declared, fits } of await readSourceColumns(client, sources)) {
    if (fits !== 'no') continue
    throw new SightlineError({
      code: 'source-type-differs',
      what: `${source}.${name} is ${type}, and the project declares it as ${declared}.`,
      value: `${source}.${name}`,
      next: 'Declare the type that it has; `sightline doctor` finds every such column.',
    })
  }
}
