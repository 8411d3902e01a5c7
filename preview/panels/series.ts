import { type Column, numberOf, timeColumn } from '../data/frame.ts'
import { seriesColor } from '../fields/display.ts'
import { type FieldSettings, fieldSettings, shownName } from '../fields/field-config.ts'
import type { DrawingInput } from './panel-drawing.ts'

/** One line of a time series panel. */
export interface Series {
  readonly name: string
  readonly color: string
  readonly settings: FieldSettings
  readonly points: readonly (readonly [moment: number, value: number | null])[]
  readonly values: readonly unknown[]
}

/** The lines of a panel: one for each column of numbers of its frames. */
export function seriesOf({ panel, frames, theme }: DrawingInput): Series[] {
  const found = frames.flatMap((frame) => {
    const times = timeColumn(frame)?.values ?? []
    return frame.columns
      .filter(({ type }) => type === 'number')
      .map((column) => ({ column, times, settings: fieldSettings(panel.fieldConfig, column) }))
      .filter(({ settings }) => !settings.custom.hideFrom?.viz)
  })
  return found.map(({ column, times, settings }, index): Series => {
    const last = column.values.findLast((value) => value !== null)
    return {
      name: shownName(settings, column),
      color: seriesColor(settings, index, last, theme),
      settings,
      points: pointsOf(column, times),
      values: column.values,
    }
  })
}

function pointsOf({ values }: Column, times: readonly unknown[]): Series['points'] {
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
