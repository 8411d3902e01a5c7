import * as v from 'valibot'
import type { Measure } from '../../define/realtime/measure.ts'
import type { Rollup } from '../../define/realtime/rollup.ts'
import { type Desired, type DesiredCommon, desiredEntries } from '../desired.ts'
import { type DesiredColumn, desiredColumnSchema } from '../table/desired-table.ts'
import { rollupColumns } from './rollup-columns.ts'

export interface DesiredRollup extends Desired {
  readonly kind: 'rollup'
  /** The event and its version. */
  readonly event: string
  readonly per: Rollup['per']
  readonly columns: readonly DesiredColumn[]
  readonly primaryKey: readonly string[]
  /** What each measure is, in words. */
  readonly measures: Readonly<Record<string, string>>
  /** Hours. */
  readonly keep: number
}

export const desiredRollupSchema = v.strictObject({
  kind: v.literal('rollup'),
  ...desiredEntries,
  event: v.string(),
  per: v.picklist(['minute', 'hour', 'day']),
  columns: v.array(desiredColumnSchema),
  primaryKey: v.array(v.string()),
  measures: v.record(v.string(), v.string()),
  keep: v.number(),
})

/** What a release wants of a roll-up. */
export function desiredRollup(rollup: Rollup, common: DesiredCommon): DesiredRollup {
  const { description, from, per, measures, keep } = rollup
  return {
    kind: 'rollup',
    ...common,
    description,
    event: `${from.name} ${from.version}`,
    per,
    columns: rollupColumns(rollup),
    primaryKey: rollup.grain,
    measures: Object.fromEntries(
      Object.entries(measures).map(([name, measure]) => [name, measureText(measure)]),
    ),
    keep: keptHours(keep),
  }
}

/** For how many hours buckets are kept. */
export const keptHours = ({ days = 0, hours = 0, minutes = 0 }: Rollup['keep']): number =>
  Math.max(1, Math.ceil(days * 24 + hours + minutes / 60))

const measureText = (measure: Measure): string =>
  'field' in measure ? `${measure.measure} ${measure.field}` : measure.measure
