import { type DataField, type DataFrame, dataField, dataFrame, type FieldValue } from '../../frames/frame.ts'
import { frameDisplayName } from '../display-name.ts'
import { sortFrame } from '../sort-frame.ts'
import { type Frames, joinedRefId } from './frames.ts'

/** Whether the moments of a field only rise, at least in its first hundred. */
function rises({ type, values }: DataField): boolean {
  const seen = values.slice(0, 100)
  const isLater = (value: FieldValue, index: number) => index === 0 || Number(value) > Number(seen[index - 1])
  return type === 'time' && seen.every(isLater)
}

const isSeries = ({ fields }: DataFrame): boolean =>
  fields.length >= 2 && fields.some(({ type }) => type === 'number') && fields.some(rises)

/** The points of all series in one table, the newest first, each with the name of its series. */
export function seriesToRows(frames: Frames): Frames {
  if (frames.length === 0) return frames
  const filled = frames.filter(({ length }) => length > 0)
  if (!filled.every(isSeries)) return filled
  const refId = joinedRefId('seriesToRows', filled)
  if (filled.length === 0) return [dataFrame([], { refId })]
  const points = filled.flatMap((frame) => {
    const at = frame.fields.findLastIndex(({ type }) => type === 'time')
    const times = frame.fields[at]?.values ?? []
    const values = frame.fields[at === 0 ? 1 : 0]?.values ?? []
    return times.map((time, row) => ({ time, metric: frameDisplayName(frame), value: values[row] }))
  })
  const all = filled.flatMap(({ fields }) => fields)
  const settings = (field: DataField | undefined) => {
    const { displayName: _, displayNameFromDS: __, ...config } = field?.config ?? {}
    return { config }
  }
  const time = all.find(({ type }) => type === 'time')
  const value = all.find(({ type }) => type !== 'time')
  const timeField = dataField(
    'Time',
    'time',
    points.map((point) => point.time),
    settings(time),
  )
  const rows = dataFrame(
    [
      timeField,
      dataField(
        'Metric',
        'string',
        points.map(({ metric }) => metric),
      ),
      dataField(
        'Value',
        value?.type ?? 'number',
        points.map((point) => point.value),
        settings(value),
      ),
    ],
    { refId },
  )
  return [sortFrame(rows, timeField, true)]
}
