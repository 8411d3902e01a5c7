import {
  type PanelValue,
  panelValues,
  type ReduceOptions,
} from '../../toolkit/grafana/model/display/panel-values.ts'
import { formattedText } from '../../toolkit/grafana/model/format/value-format.ts'
import type { DrawingInput } from './panel-drawing.ts'

/** The values of a stat, a gauge, bars or a pie. */
export function singleValues({ panel, frames, fieldConfig, theme }: DrawingInput): readonly PanelValue[] {
  const { reduceOptions = {} }: { readonly reduceOptions?: ReduceOptions } = panel.options ?? {}
  return panelValues(frames, reduceOptions, fieldConfig, theme)
}

/** A value as one text. */
export const valueText = ({ display }: PanelValue): string => formattedText(display)
