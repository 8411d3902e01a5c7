import type { DataTransformerConfig, FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { expect, it } from 'vitest'
import {
  type DataFrame,
  dataField,
  dataFrame,
  type FieldType,
  type FieldValue,
} from '../../../toolkit/grafana/model/frames/frame.ts'
import { fieldDisplayName } from '../../../toolkit/grafana/model/transform/display-name.ts'
import { transform } from '../../../toolkit/grafana/model/transform/transform.ts'
import { recordedCases } from './corpus.ts'
import { orThrown, spelledValue, writtenValue } from './recorded-values.ts'

interface RecordedField {
  readonly name: string
  readonly type: FieldType
  readonly values: readonly FieldValue[]
  readonly config?: FieldConfig
  readonly labels?: Readonly<Record<string, string>>
}

interface RecordedFrame {
  readonly name?: string
  readonly refId?: string
  readonly fields: readonly RecordedField[]
}

interface Input {
  readonly frames: readonly RecordedFrame[]
  readonly transformations: readonly DataTransformerConfig[]
}

type Output =
  | { readonly throws: string }
  | { readonly frames: readonly (RecordedFrame & { readonly length: number })[] }

const cases = recordedCases<Input, Output>('transform')

function given({ name, refId = '', fields }: RecordedFrame): DataFrame {
  const read = fields.map((field, index) =>
    dataField(
      // Grafana names a field without a name by its place.
      field.name || `Field ${index + 1}`,
      field.type,
      field.values.map(writtenValue(field.type)),
      { labels: field.labels ?? {}, config: field.config ?? {} },
    ),
  )
  return dataFrame(read, { refId, ...(name === undefined ? {} : { name }) })
}

/** Settings and labels as they are recorded: without those that are empty, and labels as texts. */
const filled = (settings: object = {}, text = (value: unknown) => value): object | undefined => {
  const known = Object.entries(settings).filter(([, value]) => value !== undefined)
  return known.length === 0
    ? undefined
    : Object.fromEntries(known.map(([name, value]) => [name, text(value)]))
}

/** A query's name; recorded frames of no query are `undefined` in the names that are made of it. */
const queryName = (refId = ''): string => refId.replace(/^rowsToFields-undefined$/, 'rowsToFields-')

function recorded(frames: readonly DataFrame[]): unknown {
  return frames.map((frame) => ({
    name: frame.name ?? '',
    refId: frame.refId,
    length: frame.length,
    fields: frame.fields.map((field) => ({
      name: field.name,
      display: fieldDisplayName(field, frame, frames),
      type: field.type,
      labels: filled(field.labels, String),
      config: filled(field.config),
      values: field.values.map(spelledValue),
    })),
  }))
}

it.each(cases)('transforms as Grafana does: $name', ({ input, output }) => {
  const result = orThrown(() => transform(input.frames.map(given), input.transformations))
  if ('throws' in output) {
    expect(result).toHaveProperty('throws')
    expect('throws' in result && result.throws.slice(0, output.throws.length)).toBe(output.throws)
    return
  }
  const expected = output.frames.map((frame) => ({
    ...frame,
    name: frame.name ?? '',
    refId: queryName(frame.refId),
    fields: frame.fields.map((field) => ({
      ...field,
      labels: filled(field.labels, String),
      config: filled(field.config),
    })),
  }))
  expect('frames' in result ? recorded(result.frames) : result).toEqual(expected)
})

it('names the transformations of Grafana that it does not cover, and goes on without them', () => {
  const frame = dataFrame([dataField('value', 'number', [1, 2, 3])])
  const { frames, uncovered } = transform(
    [frame],
    [
      { id: 'histogram', options: {} },
      { id: 'limit', options: { limitField: 1 } },
    ],
  )
  expect(uncovered).toEqual(['histogram'])
  expect(frames[0]?.length).toBe(1)
})
