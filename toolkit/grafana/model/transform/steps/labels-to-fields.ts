import { dataField, dataFrame } from '../../frames/frame.ts'
import { fieldDisplayName } from '../display-name.ts'
import { type Frames, withoutName } from './frames.ts'

interface LabelsToFields {
  readonly mode?: 'columns' | 'rows'
  readonly keepLabels?: readonly string[]
  readonly valueLabel?: string
}

/** Labels as fields of texts: of the same length as the others, or as a table for each field. */
export function labelsToFields(frames: Frames, options: LabelsToFields): Frames {
  return options.mode === 'rows' ? asRows(frames, options) : asColumns(frames, options)
}

function asColumns(frames: Frames, { keepLabels = [], valueLabel }: LabelsToFields): Frames {
  return frames.map((frame) => {
    const found = new Map<string, Set<string>>()
    const fields = frame.fields.map((field) => {
      const labels = Object.entries(field.labels)
      if (labels.length === 0) return field
      const isKept = (name: string) => keepLabels.length === 0 || keepLabels.includes(name)
      const kept = labels.filter(([name]) => isKept(name))
      for (const [name, value] of kept) {
        if (name !== valueLabel) found.set(name, (found.get(name) ?? new Set()).add(value))
      }
      const { displayName: _, displayNameFromDS: __, ...config } = field.config
      const own = kept.find(([name]) => name === valueLabel)
      return { ...field, name: own?.[1] ?? field.name, labels: {}, config }
    })
    const added = [...found].flatMap(([name, values]) =>
      [...values].map((value) => dataField(name, 'string', Array<string>(frame.length).fill(value))),
    )
    return { ...frame, fields: [...fields, ...added] }
  })
}

function asRows(frames: Frames, { keepLabels }: LabelsToFields): Frames {
  return frames.flatMap((frame) =>
    frame.fields.flatMap((field) => {
      if (Object.keys(field.labels).length === 0) return []
      const names = keepLabels ?? Object.keys(field.labels)
      if (names.length === 0) return []
      const { refId, notices, shape } = withoutName(frame)
      return dataFrame(
        [
          dataField('label', 'string', names),
          dataField(
            'value',
            'string',
            names.map((name) => field.labels[name]),
          ),
        ],
        { refId, notices, name: fieldDisplayName(field, frame, frames), ...(shape ? { shape } : {}) },
      )
    }),
  )
}
