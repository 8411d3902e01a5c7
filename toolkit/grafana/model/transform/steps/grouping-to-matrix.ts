import { type DataField, type DataFrame, dataField, dataFrame } from '../../frames/frame.ts'
import { fieldMatcher } from '../field-matchers.ts'
import { emptyValue } from './empty-value.ts'
import type { Frames } from './frames.ts'

interface GroupingToMatrix {
  readonly columnField?: string
  readonly rowField?: string
  readonly valueField?: string
  readonly emptyValue?: string
}

function namedField(frame: DataFrame, name: string): DataField | undefined {
  const isMeant = fieldMatcher({ id: 'byName', options: name })
  return frame.fields.find((field) => isMeant(field, frame, [frame]))
}

/** A table with a row for each value of one field, and a column for each value of another. */
export function groupingToMatrix(frames: Frames, options: GroupingToMatrix): Frames {
  const [frame, ...others] = frames
  if (!frame || others.length > 0) return frames
  const columnName = options.columnField || 'Time'
  const rowName = options.rowField || 'Time'
  const column = namedField(frame, columnName)
  const row = namedField(frame, rowName)
  const value = namedField(frame, options.valueField || 'Value')
  if (!column || !row || !value) return frames
  const cells = new Map(
    value.values.map((cell, index) => [cellKey(column.values[index], row.values[index]), cell]),
  )
  const rows = [...new Set(row.values)]
  const { displayName: _, ...config } = value.config
  const columns = [...new Set(column.values)].map((name) => {
    const values = rows.map(
      (one) => cells.get(cellKey(name, one)) ?? emptyValue(options.emptyValue || 'empty'),
    )
    return dataField(name === null || name === undefined ? '' : String(name), value.type, values, { config })
  })
  const keys = dataField(`${rowName}\\${columnName}`, row.type, rows, { config: row.config })
  return [dataFrame([keys, ...columns], { refId: '' })]
}

const cellKey = (column: unknown, row: unknown): string => JSON.stringify([String(column), String(row)])
