import * as v from 'valibot'
import type { Rollup } from '../../define/realtime/rollup.ts'
import { type DesiredCommon, desiredEntries } from '../desired.ts'
import { desiredColumnSchema } from '../table/desired-column.ts'
import { type DesiredPartitioning, desiredPartitioningSchema, type OwnTable } from '../table/own-table.ts'
import { measureTexts } from './measure-text.ts'
import { rollupColumns } from './rollup-columns.ts'

export interface DesiredRollup extends OwnTable {
  readonly kind: 'rollup'
  /** The event and its version. */
  readonly event: string
  /** What each measure is, in words. */
  readonly measures: Readonly<Record<string, string>>
  readonly partitionBy: DesiredPartitioning
  /** The dimension by which Citus spreads its rows. */
  readonly distributeBy?: string
}

export const desiredRollupSchema = v.strictObject({
  kind: v.literal('rollup'),
  ...desiredEntries,
  event: v.string(),
  columns: v.array(desiredColumnSchema),
  primaryKey: v.array(v.string()),
  measures: v.record(v.string(), v.string()),
  partitionBy: desiredPartitioningSchema,
  distributeBy: v.exactOptional(v.string()),
})

/** What a release wants of a roll-up. */
export function desiredRollup(rollup: Rollup, common: DesiredCommon): DesiredRollup {
  const { description, from, measures, partitionBy, distributeBy } = rollup
  return {
    kind: 'rollup',
    ...common,
    description,
    event: `${from.name} ${from.version}`,
    columns: rollupColumns(rollup),
    primaryKey: rollup.grain,
    measures: measureTexts(measures),
    partitionBy: { ...partitionBy, zone: 'UTC' },
    ...(distributeBy === undefined ? {} : { distributeBy }),
  }
}
