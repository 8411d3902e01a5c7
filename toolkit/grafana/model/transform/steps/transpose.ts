import { type DataField, dataField, dataFrame, type FieldType, type FieldValue } from '../../frames/frame.ts'
import { fieldDisplayName } from '../display-name.ts'
import { emptyValue } from './empty-value.ts'
import type { Frames } from './frames.ts'

interface Transpose {
  readonly firstFieldName?: string
  readonly restFieldsName?: string
  readonly emptyValue?: string
}

/** Rows as fields: the first field names them, where it is of texts or moments. */
export function transpose(frames: Frames, options: Transpose): Frames {
  const firstName = options.firstFieldName || 'Field'
  const restName = options.restFieldsName || 'Value'
  return frames.map((frame) => {
    const [first] = frame.fields
    if (!first) throw new TypeError("Cannot read properties of undefined (reading 'type')")
    const hasHeaders = first.type === 'string' || first.type === 'time'
    const turned = hasHeaders ? frame.fields.slice(1) : frame.fields
    const types = new Set(turned.map(({ type }) => type))
    const [only] = types
    const type: FieldType = types.size === 1 && only ? only : 'string'
    const headers = asTexts(first, options.emptyValue)
    const columns = first.values.map((_, row) => {
      const values = turned.map((field) =>
        type === 'string' ? asTexts(field, options.emptyValue)[row] : field.values[row],
      )
      const label = hasHeaders ? { [first.name]: String(headers[row]) } : { row: String(row + 1) }
      return dataField(restName, type, values, { labels: label })
    })
    const names = turned.map((field) => fieldDisplayName(field, frame, frames))
    const { refId, notices, name } = frame
    return dataFrame([dataField(firstName, 'string', names), ...columns], {
      refId: `transpose-${refId}`,
      notices,
      ...(name === undefined ? {} : { name }),
    })
  })
}

function asTexts({ type, values }: DataField, empty: string | undefined): FieldValue[] {
  return values.map((value) => {
    if (value === null || value === undefined) return emptyValue(empty)
    return type === 'other' ? JSON.stringify(value) : String(value)
  })
}
