import type { ThresholdsConfig, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard'
import { isoMoment } from '../format/moments.ts'
import { showNumber } from '../format/show-value.ts'
import { asText, type Shown } from '../format/shown.ts'
import { colorOf, paletteColor, type Theme } from './colors.ts'
import type { FieldSettings } from './field-config.ts'

/** A value as a panel shows it: its words, and its colour where a mapping or a threshold gives it one. */
export interface Displayed extends Shown {
  readonly color: string | undefined
}

/** A value in its field's unit and decimals, through its mappings and thresholds. */
export function display(value: unknown, type: string, settings: FieldSettings, theme: Theme): Displayed {
  const mapped = mappingFor(value, settings.mappings ?? [])
  const color = mapped?.color ? colorOf(mapped.color, theme) : thresholdColor(value, settings, theme)
  if (mapped?.text) return { prefix: '', text: mapped.text, suffix: '', color }
  if (value === null || value === undefined)
    return { prefix: '', text: settings.noValue ?? '', suffix: '', color: undefined }
  if (typeof value === 'number') {
    if (type === 'time' && !settings.unit) return { prefix: '', text: isoMoment(value), suffix: '', color }
    return { ...showNumber(value, settings.unit, settings.decimals), color }
  }
  return { prefix: '', text: String(value), suffix: '', color }
}

export const displayText = (value: unknown, type: string, settings: FieldSettings, theme: Theme): string =>
  asText(display(value, type, settings, theme))

interface Mapped {
  readonly text?: string
  readonly color?: string
}

function mappingFor(value: unknown, mappings: readonly ValueMapping[]): Mapped | undefined {
  for (const mapping of mappings) {
    const { type, options } = mapping
    if (type === 'value') {
      const found = options[String(value)]
      if (found && value !== null) return found
    } else if (type === 'range') {
      const from = options.from ?? Number.NEGATIVE_INFINITY
      const to = options.to ?? Number.POSITIVE_INFINITY
      if (typeof value === 'number' && value >= from && value <= to) return options.result
    } else if (type === 'regex') {
      const [, pattern = options.pattern, flags = ''] = /^\/(.*)\/(\w*)$/s.exec(options.pattern) ?? []
      if (typeof value === 'string' && new RegExp(pattern, flags).test(value)) return options.result
    } else if (options.match === 'null' || options.match === 'null+nan') {
      if (value === null || value === undefined) return options.result
    } else if (options.match === 'empty' && value === '') return options.result
  }
  return undefined
}

/** The steps of thresholds with their colours, in the unit of the field; percent ones between its ends. */
export function thresholdSteps(
  { thresholds, min = 0, max = 100 }: FieldSettings,
  theme: Theme,
): { readonly from: number; readonly color: string }[] {
  return (thresholds?.steps ?? []).map(({ value, color }) => {
    const from = value ?? Number.NEGATIVE_INFINITY
    const scaled = isPercentage(thresholds) && Number.isFinite(from) ? min + (from / 100) * (max - min) : from
    return { from: scaled, color: colorOf(color, theme) }
  })
}

const isPercentage = (thresholds: ThresholdsConfig | undefined): boolean => thresholds?.mode === 'percentage'

/** The colour of the threshold that a value has reached. */
export function reachedColor(value: unknown, settings: FieldSettings, theme: Theme): string | undefined {
  if (typeof value !== 'number') return undefined
  return thresholdSteps(settings, theme).findLast(({ from }) => value >= from)?.color
}

function thresholdColor(value: unknown, settings: FieldSettings, theme: Theme): string | undefined {
  const { mode, fixedColor } = settings.color ?? {}
  if (mode === 'fixed' && fixedColor) return colorOf(fixedColor, theme)
  return mode === undefined || mode === 'thresholds' ? reachedColor(value, settings, theme) : undefined
}

/** The colour of a series: its own, that of the threshold its last value reached, or the next of the palette. */
export function seriesColor(settings: FieldSettings, index: number, last: unknown, theme: Theme): string {
  const { mode, fixedColor } = settings.color ?? {}
  if (mode === 'fixed' && fixedColor) return colorOf(fixedColor, theme)
  if (mode === 'thresholds') return reachedColor(last, settings, theme) ?? paletteColor(index, theme)
  return paletteColor(index, theme)
}
