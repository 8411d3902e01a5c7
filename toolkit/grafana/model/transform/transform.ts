import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { frameMatcher } from './frame-matchers.ts'
import { NotFound } from './not-found.ts'
import { calculateField } from './steps/calculate-field.ts'
import { concatenate } from './steps/concatenate.ts'
import { configFromData } from './steps/config-from-data.ts'
import { convertFieldType } from './steps/convert-field-type.ts'
import { filterByValue } from './steps/filter-by-value.ts'
import { filterFields, filterFieldsByName } from './steps/filter-fields.ts'
import { filterByRefId, filterFrames } from './steps/filter-frames.ts'
import type { Frames } from './steps/frames.ts'
import { groupBy } from './steps/group-by.ts'
import { groupingToMatrix } from './steps/grouping-to-matrix.ts'
import { ensureColumns, joinByField } from './steps/join-by-field.ts'
import { labelsToFields } from './steps/labels-to-fields.ts'
import { limit } from './steps/limit.ts'
import { merge } from './steps/merge.ts'
import { order, organize, rename } from './steps/organize.ts'
import { partitionByValues } from './steps/partition-by-values.ts'
import { reduce } from './steps/reduce.ts'
import { renameByRegex } from './steps/rename-by-regex.ts'
import { rowsToFields } from './steps/rows-to-fields.ts'
import { seriesToRows } from './steps/series-to-rows.ts'
import { sortBy } from './steps/sort-by.ts'
import { transpose } from './steps/transpose.ts'

type Step = (frames: Frames, options: DataTransformerConfig['options']) => Frames

/** Grafana's transformations, and what each does where the model covers it. */
const steps: Readonly<Record<string, Step | undefined>> = {
  noop: (frames) => frames,
  filterFields,
  filterFieldsByName,
  filterFrames,
  filterByRefId,
  filterByValue,
  formatString: undefined,
  formatTime: undefined,
  order,
  organize,
  reduce,
  concatenate,
  calculateField,
  joinByField,
  seriesToRows,
  renameByRegex,
  labelsToFields,
  ensureColumns,
  groupBy,
  sortBy,
  merge,
  histogram: undefined,
  rowsToFields,
  configFromData,
  prepareTimeSeries: undefined,
  convertFieldType,
  spatial: undefined,
  fieldLookup: undefined,
  extractFields: undefined,
  heatmap: undefined,
  groupingToMatrix,
  limit,
  joinByLabels: undefined,
  regression: undefined,
  smoothing: undefined,
  partitionByValues,
  timeSeriesTable: undefined,
  groupToNestedTable: undefined,
  transpose,
  convertFrameType: undefined,
  rename,
}

const formerNames: Readonly<Record<string, string>> = { seriesToColumns: 'joinByField' }

const currentName = (id: string): string => formerNames[id] ?? id

/** Whether Grafana has a transformation of this name, be it a former one. */
export const isKnownTransformation = (id: string): boolean => Object.hasOwn(steps, currentName(id))

/** Frames after transformations, and the names of those of Grafana that the model does not cover. */
export interface Transformed {
  readonly frames: Frames
  readonly uncovered: readonly string[]
}

/**
 * Takes the transformations of a panel in their order, as Grafana does; throws what Grafana says where one is unknown.
 *
 *     transform(frames, [{ id: 'limit', options: { limitField: 5 } }]).frames
 */
export function transform(frames: Frames, transformations: readonly DataTransformerConfig[]): Transformed {
  const uncovered: string[] = []
  let result = frames
  for (const config of transformations) {
    if (config.disabled) continue
    const id = currentName(config.id)
    if (!isKnownTransformation(id)) throw new NotFound(config.id, Object.keys(steps))
    const step = steps[id]
    if (step) result = applied(result, step, config)
    else uncovered.push(id)
  }
  return { frames: result, uncovered }
}

/** What a step does to the frames that it is for; the others stand together before or behind them. */
function applied(frames: Frames, step: Step, { options, filter }: DataTransformerConfig): Frames {
  if (!filter?.options) return step(frames, options ?? {})
  const isMeant = frameMatcher(filter)
  const after = step(frames.filter(isMeant), options ?? {})
  const others = frames.filter((frame) => !isMeant(frame))
  const place = frames.findIndex((frame, index) => index > 0 && !isMeant(frame))
  return [...after.slice(0, Math.max(0, place)), ...others, ...after.slice(Math.max(0, place))]
}
