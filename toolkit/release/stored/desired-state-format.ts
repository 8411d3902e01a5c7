import * as v from 'valibot'
import type { StoredFormat } from '../../foundation/stored-format.ts'
import { desiredObjectSchema } from '../../kinds/object-kinds.ts'
import { neededTypeSchema } from '../../kinds/table/desired-table.ts'
import type { DesiredState } from '../desired-state.ts'
import { fromFormat0 } from './from-format-0.ts'
import { fromFormat1 } from './from-format-1.ts'
import { fromFormat2 } from './from-format-2.ts'

const text = v.string()
const textByName = v.record(text, text)

const schema = v.strictObject({
  project: text,
  version: text,
  contentHash: text,
  readerRole: text,
  sources: v.array(
    v.strictObject({
      name: text,
      columns: textByName,
      key: text,
      primaryKey: v.array(text),
      types: v.exactOptional(v.array(neededTypeSchema)),
    }),
  ),
  objects: v.array(desiredObjectSchema),
  schedules: v.array(v.strictObject({ name: text, cron: text, command: text, active: v.boolean() })),
  queries: v.array(
    v.strictObject({
      kind: v.picklist(['panel', 'variable', 'annotation', 'alert', 'export', 'report']),
      where: text,
      sql: text,
    }),
  ),
})

/** What a release wants of a database, as it is kept in the database and in a release folder. */
export const desiredStateFormat: StoredFormat<DesiredState> = {
  name: 'a desired state',
  schema,
  upgrades: [fromFormat0, fromFormat1, fromFormat2],
  next: 'Build or deploy the release again.',
}
