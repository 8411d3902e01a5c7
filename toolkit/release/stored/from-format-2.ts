import type { JsonObject } from '../../foundation/json.ts'
import { eachObject } from './each-object.ts'

/** Format 2 had no incremental views that are made of others. */
export const fromFormat2 = (older: JsonObject): JsonObject => ({
  ...older,
  objects: eachObject(older.objects, (object) =>
    object.kind === 'incremental view' ? { ...object, refreshes: [] } : object,
  ),
})
