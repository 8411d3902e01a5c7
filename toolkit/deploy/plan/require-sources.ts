import { SightlineError } from '../../foundation/sightline-error.ts'
import { objectKind } from '../../kinds/object-kinds.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import type { LiveState } from '../live/live-state.ts'

/** Refuses a database that lacks what the release reads, or that has something else under the name of a view or a table. */
export function requireSources({ sources, objects }: DesiredState, { relations }: LiveState): void {
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
  for (const object of objects) {
    const found = relations.get(object.name)
    const own = objectKind(object)
      .relations(object)
      .find(({ name }) => name === object.name)
    if (!found || !own) continue
    const wanted = own.query === undefined ? 'table' : 'view'
    if (found.type === wanted) continue
    throw new SightlineError({
      code: 'relation-name-taken',
      what: `There is a ${found.type} called ${object.name} in this database, where the release has a ${wanted}.`,
      value: object.name,
      ...(object.where === undefined ? {} : { where: object.where }),
      next: 'Rename the one or the other. What an earlier release made goes when a release no longer has it; sightline does not drop what it did not create.',
    })
  }
}
