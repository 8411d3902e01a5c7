import type {
  DynamicConfigValue,
  FieldConfig,
  FieldConfigSource,
} from '@grafana/grafana-foundation-sdk/dashboard'
import type { DataField, DataFrame } from '../frames/frame.ts'
import { reduceField } from '../reduce/reduce-field.ts'
import type { Zone } from '../time/zone.ts'
import { fieldDisplayName } from '../transform/display-name.ts'
import { type FieldMatcher, fieldMatcher } from '../transform/field-matchers.ts'
import { type DisplayProcessor, displayProcessor } from './display-value.ts'
import type { Theme } from './named-colors.ts'
import { withLowest } from './panel-defaults.ts'
import { type FieldRange, type ScaledField, seriesColor } from './scale.ts'

/** A field with all settings that hold for it, and what people see of it. */
export interface ShownField extends DataField {
  readonly title: string
  /** What it is called for people, and where it stands among the others. */
  readonly scaled: ScaledField
  /** What it is shown between: as it is set, or the least and the most of all fields of numbers. */
  readonly range: FieldRange
  readonly display: DisplayProcessor
  /** Its colour as a series. */
  readonly color: string
}

/** A frame of fields that are ready to be shown. */
export interface ShownFrame extends DataFrame {
  readonly fields: readonly ShownField[]
}

/**
 * Gives each field of a panel's frames its settings: its own, the panel's defaults, and the overrides that mean it.
 * Moments are written by the clocks of the zone of the dashboard.
 */
export function shownFrames(
  frames: readonly DataFrame[],
  { defaults, overrides }: FieldConfigSource,
  theme: Theme,
  zone: Zone = 'utc',
): readonly ShownFrame[] {
  const rules = overrides.map(({ matcher, properties }) => ({ isMeant: fieldMatcher(matcher), properties }))
  const configured = frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => ({
      ...field,
      config: configOf(field, defaults, rules, [frame, frames]),
    })),
  }))
  const widest = globalRange(frames)
  let seriesIndex = 0
  return configured.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field): ShownField => {
      const title = fieldDisplayName(field, frame, configured)
      const range = rangeOf(field, widest)
      const scaled = { ...field, displayName: title, seriesIndex, range, zone }
      if (field.type !== 'time') seriesIndex++
      const display = displayProcessor(scaled, theme)
      return { ...field, title, scaled, range, display, color: seriesColor(scaled, theme) }
    }),
  }))
}

interface Rule {
  readonly isMeant: FieldMatcher
  readonly properties: readonly DynamicConfigValue[]
}

function configOf(
  field: DataField,
  defaults: FieldConfig,
  rules: readonly Rule[],
  [frame, frames]: readonly [DataFrame, readonly DataFrame[]],
): FieldConfig {
  const own = Object.entries(field.config).filter(([, value]) => value !== undefined && value !== null)
  const config: FieldConfig = { ...defaults, ...Object.fromEntries(own) }
  config.custom = { ...defaults.custom, ...field.config.custom }
  for (const { isMeant, properties } of rules) {
    if (isMeant(field, frame, frames)) for (const property of properties) setProperty(config, property)
  }
  const { min, max } = config
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    config.min = max
    config.max = min
  }
  return config
}

/** Puts one setting of an override in: lists before those that are there, NULL takes a setting away. */
function setProperty(config: FieldConfig, { id, value }: DynamicConfigValue): void {
  const [part, name] = id.startsWith('custom.') ? [config.custom, id.slice('custom.'.length)] : [config, id]
  const known: unknown = Reflect.get(part, name)
  if (value === null || value === undefined) Reflect.deleteProperty(part, name)
  else if (id === 'thresholds') config.thresholds = withLowest(value) ?? value
  else if (Array.isArray(value) && Array.isArray(known)) Reflect.set(part, name, [...value, ...known])
  else Reflect.set(part, name, value)
}

function globalRange(frames: readonly DataFrame[]): FieldRange {
  const numbers = frames.flatMap(({ fields }) => fields.filter(({ type }) => type === 'number'))
  const found = numbers.map((field) => reduceField(field, ['min', 'max']))
  const all = (id: 'min' | 'max') =>
    found.flatMap((one) => (typeof one[id] === 'number' ? [Number(one[id])] : []))
  return { min: Math.min(...all('min')), max: Math.max(...all('max')) }
}

function rangeOf(field: DataField, widest: FieldRange): FieldRange {
  const { min, max, fieldMinMax } = field.config
  if (field.type !== 'number') return { min: min ?? 0, max: max ?? 100 }
  const of = fieldMinMax ? globalRange([{ refId: '', notices: [], length: 0, fields: [field] }]) : widest
  const [low, high] = [min ?? of.min, max ?? of.max]
  return Number.isFinite(low) && Number.isFinite(high) ? { min: low, max: high } : { min: 0, max: 100 }
}
