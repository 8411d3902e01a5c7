import type { ShownField, ShownFrame } from '../grafana/model/display/shown-fields.ts'
import { customOf } from './custom-config.ts'
import type { PanelInput } from './panel-input.ts'
import { numberOf } from './shown-value.ts'

/** One line of a time series panel. */
export interface Series {
  readonly name: string
  readonly color: string
  readonly field: ShownField
  readonly points: readonly (readonly [moment: number, value: number | null])[]
}

/** The lines of a panel: one for each field of numbers of its frames. */
export function seriesOf({ frames }: Pick<PanelInput, 'frames'>): Series[] {
  return frames.flatMap((frame) =>
    frame.fields
      .filter((field) => field.type === 'number' && !customOf(field).hideFrom?.viz)
      .map((field) => ({ name: field.title, color: field.color, field, points: pointsOf(field, frame) })),
  )
}

function pointsOf({ values }: ShownField, { fields }: ShownFrame): Series['points'] {
  const times = fields.find(({ type }) => type === 'time')?.values ?? []
  return times.flatMap((time, index) => {
    const moment = numberOf(time)
    return moment === null ? [] : [[moment, numberOf(values[index])] as const]
  })
}

/** What is under the pointer at a moment: the value of each line there, if it has one. */
export function valuesAt(
  series: readonly Series[],
  moment: number,
): { readonly series: Series; readonly value: number }[] {
  return series.flatMap((one) => {
    const value = one.points.find(([time]) => time === moment)?.[1]
    return value === null || value === undefined ? [] : [{ series: one, value }]
  })
}
