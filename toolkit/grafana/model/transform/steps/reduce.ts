import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { type DataField, type DataFrame, dataField, type FieldType } from '../../frames/frame.ts'
import { reduceField } from '../../reduce/reduce-field.ts'
import { findReducer, type Reducer } from '../../reduce/reducers.ts'
import { fieldDisplayName } from '../display-name.ts'
import { type FieldMatcher, fieldMatcher } from '../field-matchers.ts'
import { guessType } from '../guess-type.ts'
import { type Frames, joinedRefId, withoutName } from './frames.ts'

interface Reduce {
  readonly reducers?: readonly string[]
  readonly mode?: 'seriesToRows' | 'reduceFields'
  readonly fields?: MatcherConfig
  readonly includeTimeField?: boolean
  readonly labelsToFields?: boolean
}

const notTime: FieldMatcher = ({ type }) => type !== 'time'

/** Fields as single values: a row for each field, or each field with one row. */
export function reduce(
  frames: Frames,
  { reducers = ['max'], mode, fields, includeTimeField = false, labelsToFields = false }: Reduce,
): Frames {
  if (reducers.length === 0) return frames
  const keepsTime = includeTimeField && mode === 'reduceFields'
  const isReduced = fields ? fieldMatcher(fields) : keepsTime ? () => true : notTime
  const asked = reducers.map(findReducer).filter((reducer): reducer is Reducer => reducer !== undefined)
  if (mode === 'reduceFields')
    return frames.flatMap((frame) => reducedFields(frame, frames, isReduced, asked))
  const rows = frames.map((frame) => fieldRows(frame, frames, isReduced, asked, labelsToFields))
  const [first, ...rest] = rows
  if (!first) return []
  const merged = rest.reduce(appended, first)
  const length = merged.fields[0]?.values.length ?? 0
  return [{ ...withoutName(merged), length, refId: joinedRefId('reduce', frames) }]
}

/** A row for each field of a frame, with a column for each calculation. */
function fieldRows(
  frame: DataFrame,
  frames: Frames,
  isReduced: FieldMatcher,
  reducers: readonly Reducer[],
  labelsToFields: boolean,
): DataFrame {
  const reduced = frame.fields.filter((field) => isReduced(field, frame, frames))
  const ids = reducers.map(({ id }) => id)
  const results = reduced.map((field) => reduceField(field, ids))
  const names = reduced.map((field) => (labelsToFields ? field.name : fieldDisplayName(field, frame, frames)))
  const labelNames = labelsToFields
    ? new Set(frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => Object.keys(labels))))
    : []
  const labels = [...labelNames].map((label) =>
    dataField(
      label,
      'string',
      reduced.map((field) => field.labels[label]),
    ),
  )
  const columns = reducers.map(({ id, name }) => {
    const values = results.map((result) => (result[id] === null ? Number.NaN : result[id]))
    return dataField(name, guessType(name, values) ?? 'other', values)
  })
  const fields = [dataField('Field', 'string', names), ...labels, ...columns]
  return { ...frame, fields, length: reduced.length }
}

/** The rows of a frame below those of another, in the columns that are of one name and type. */
function appended(base: DataFrame, added: DataFrame): DataFrame {
  const fields = base.fields.map((field, index) => {
    const below = added.fields.filter(
      (other, otherIndex) =>
        (index === 0 && otherIndex === 0) || (other.name === field.name && other.type === field.type),
    )
    return { ...field, values: [...field.values, ...below.flatMap(({ values }) => values)] }
  })
  return { ...base, fields }
}

function reducedFields(
  frame: DataFrame,
  frames: Frames,
  isReduced: FieldMatcher,
  reducers: readonly Reducer[],
): Frames {
  const ids = reducers.map(({ id }) => id)
  const fields = frame.fields
    .filter((field) => isReduced(field, frame, frames))
    .flatMap((field) => {
      const results = reduceField(field, ids)
      return reducers.map(({ id, name }): DataField => {
        const labels = reducers.length > 1 ? { ...field.labels, reducer: name } : field.labels
        const type = reducedType(id, field.type)
        return { ...field, labels, labelled: true, type, values: [results[id]] }
      })
    })
  return fields.length === 0 ? [] : [{ ...frame, fields, length: 1 }]
}

function reducedType(reducer: string, type: FieldType): FieldType {
  if (reducer === 'allValues' || reducer === 'uniqueValues') return 'other'
  return ['first', 'firstNotNull', 'last', 'lastNotNull'].includes(reducer) ? type : 'number'
}
