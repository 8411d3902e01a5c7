import { type DataField, type DataFrame, dataFrame } from '../../frames/frame.ts'
import type { Frames } from './frames.ts'

interface Concatenate {
  readonly frameNameMode?: 'drop' | 'field' | 'label'
  readonly frameNameLabel?: string
}

/** The fields of all frames in one, the short ones filled with nothing. */
export function concatenate(
  frames: Frames,
  { frameNameMode = 'field', frameNameLabel = 'frame' }: Concatenate,
): Frames {
  if (frames.length < 2) return frames
  const named = (field: DataField, { name: frameName }: DataFrame): DataField => {
    if (!frameName || frameNameMode === 'drop') return field
    if (frameNameMode === 'label')
      return { ...field, labels: { ...field.labels, [frameNameLabel]: frameName } }
    const isPlain = field.name === '' || field.name === 'Value'
    return { ...field, name: isPlain ? frameName : `${frameName} · ${field.name}` }
  }
  const length = Math.max(...frames.map((frame) => frame.length))
  const fields = frames
    .flatMap((frame) => frame.fields.map((field) => named(field, frame)))
    .map((field) => ({ ...field, values: Array.from({ length }, (_, row) => field.values[row]) }))
  return [dataFrame(fields, { refId: '' })]
}
