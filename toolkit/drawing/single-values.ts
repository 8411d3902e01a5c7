import { type PanelValue, panelValues, type ReduceOptions } from '../grafana/model/display/panel-values.ts'
import { formattedText } from '../grafana/model/format/value-format.ts'
import type { PanelInput } from './panel-input.ts'

/** The values of a stat, a gauge, bars or a pie. */
export function singleValues({ panel, frames, fieldConfig, theme }: PanelInput): readonly PanelValue[] {
  const { reduceOptions = {} }: { readonly reduceOptions?: ReduceOptions } = panel.options ?? {}
  return panelValues(frames, reduceOptions, fieldConfig, theme)
}

/** A value as one text. */
export const valueText = ({ display }: PanelValue): string => formattedText(display)
