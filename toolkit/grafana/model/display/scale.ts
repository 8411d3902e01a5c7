import { reduceField } from '../reduce/reduce-field.ts'
import type { Reducible } from '../reduce/reducible.ts'
import type { Zone } from '../time/zone.ts'
import { continuousScale, shadeOf } from './color-modes.ts'
import { colorByName, fallbackColor, type Theme } from './named-colors.ts'
import { paletteColor, paletteColorByName } from './palette.ts'
import { activeThreshold, type ThresholdStep } from './thresholds.ts'

/** The least and the most that a field is shown between. */
export interface FieldRange {
  readonly min: number
  readonly max: number
}

/** A field with its place among the others, which its colour may depend on. */
export interface ScaledField extends Reducible {
  readonly name: string
  readonly displayName?: string
  readonly seriesIndex?: number
  readonly range?: FieldRange
  /** The zone whose clocks moments are written by; UTC unless given. */
  readonly zone?: Zone
}

/** A value between the least and the most, and its colour. */
export interface ScaledValue {
  readonly percent: number
  readonly color: string
  readonly threshold?: ThresholdStep
}

const asNumber = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** What a field is shown between: as it is set, or the least and the most of its own values. */
export function fieldRange({ type, values, config }: Reducible): FieldRange {
  if (type !== 'number') return { min: 0, max: 100 }
  const { min, max } = config
  if (typeof min === 'number' && typeof max === 'number') return { min, max }
  if (values.length === 0) return { min: min ?? 0, max: max ?? 100 }
  const found = reduceField({ type, values, config }, ['min', 'max'])
  return { min: min ?? asNumber(found.min), max: max ?? asNumber(found.max) }
}

/** How the values of a field are coloured. */
export function scaleOf(field: ScaledField, theme: Theme): (value: number) => ScaledValue {
  if (field.type === 'boolean') return booleanScale(field, theme)
  const colorOf = colorBy(field, theme)
  const { min, max } = field.range ?? fieldRange(field)
  const { thresholds } = field.config
  return (value) => {
    const share = value === -Infinity ? 0 : (value - min) / (max - min)
    const percent = Number.isNaN(share) ? 0 : share
    const threshold = activeThreshold(value, percent, thresholds)
    return { percent, color: colorOf(percent, threshold), ...(threshold ? { threshold } : {}) }
  }
}

function booleanScale({ config }: ScaledField, theme: Theme): (value: number) => ScaledValue {
  const continuous = continuousScale(config.color?.mode ?? '', theme)
  const yes = continuous?.last ?? colorByName('green', theme)
  const no = continuous?.first ?? colorByName('red', theme)
  return (value) => (value ? { percent: 1, color: yes } : { percent: 0, color: no })
}

function colorBy(
  { config, name, displayName, seriesIndex = 0 }: ScaledField,
  theme: Theme,
): (percent: number, threshold: ThresholdStep | undefined) => string {
  const { mode = 'thresholds', fixedColor = fallbackColor } = config.color ?? {}
  const base = colorByName(fixedColor, theme)
  switch (mode) {
    case 'fixed':
      return () => base
    case 'shades':
      return () => shadeOf(base, seriesIndex)
    case 'palette-classic':
      return () => paletteColor(seriesIndex, theme)
    case 'palette-classic-by-name':
      return () => paletteColorByName(displayName ?? name, theme)
  }
  const continuous = continuousScale(mode, theme)
  return (percent, threshold) => continuous?.at(percent) ?? colorByName(threshold?.color, theme)
}

/** The colour of a field as a whole: that of one of its values where its mode colours by value. */
export function seriesColor(field: ScaledField, theme: Theme): string {
  const { mode = 'thresholds', seriesBy = 'last' } = field.config.color ?? {}
  const isByValue = mode === 'thresholds' || mode.startsWith('continuous-')
  if (!isByValue) return colorBy(field, theme)(0, undefined)
  return scaleOf(field, theme)(asNumber(reduceField(field, [seriesBy])[seriesBy])).color
}
