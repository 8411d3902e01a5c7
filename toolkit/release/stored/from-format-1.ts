import type { JsonObject } from '../../foundation/json.ts'
import { eachObject } from './each-object.ts'

const spans: Readonly<Record<string, string>> = { minute: 'day', hour: 'month', day: 'year' }

/** Format 1 had the length of a bucket and hours in place of how a roll-up is partitioned. */
export function fromFormat1(older: JsonObject): JsonObject {
  return {
    ...older,
    objects: eachObject(older.objects, (object) => {
      if (object.kind !== 'rollup') return object
      const { per, keep, ...rest } = object
      const column = String(per)
      const partitionBy = {
        column,
        every: spans[column] ?? 'day',
        keep: `${String(keep)} hours`,
        zone: 'UTC',
      }
      return { ...rest, partitionBy }
    }),
  }
}
