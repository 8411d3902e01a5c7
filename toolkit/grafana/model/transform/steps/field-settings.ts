import type { FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import type { DataField, DataFrame, FieldValue } from '../../frames/frame.ts'
import { fieldDisplayName } from '../display-name.ts'

/** What becomes of a field of settings: which setting it gives, and by which calculation. */
export interface SettingMapping {
  readonly fieldName: string
  readonly handlerKey: string | null
  readonly reducerId?: string
  readonly handlerArguments?: { readonly threshold?: { readonly color?: string } }
}

/** A field of settings with the setting that it gives; `key` is undefined where it gives none. */
export interface SettingField {
  readonly field: DataField
  readonly name: string
  readonly key: string | undefined
  readonly mapping: SettingMapping | undefined
}

const roles = ['field.name', 'field.value', 'field.label', '__ignore']
const settings = ['max', 'min', 'unit', 'decimals', 'displayName', 'color', 'threshold1']
const valueMappings = ['mappings.value', 'mappings.color', 'mappings.text']
const known = [...roles, ...settings, ...valueMappings]

/** The fields of a frame with the settings that they give: as they are mapped, or by their names. */
export function settingFields(
  frame: DataFrame,
  mappings: readonly SettingMapping[],
): readonly SettingField[] {
  return frame.fields.map((field) => {
    const name = fieldDisplayName(field, frame)
    const mapping = mappings.find(({ fieldName }) => fieldName === name)
    const wanted = mapping ? mapping.handlerKey : name.toLowerCase()
    const key = known.find((one) => one === wanted)
    return { field, name, key, mapping }
  })
}

/** The calculation that makes one value of a field of settings. */
export const settingReducer = ({ key, mapping }: SettingField): string =>
  mapping?.reducerId ?? (valueMappings.includes(key ?? '') ? 'allValues' : 'lastNotNull')

/** The settings of one row, by the value that each field has there. */
export function settingsOf(
  fields: readonly SettingField[],
  valueAt: (field: SettingField) => FieldValue,
): FieldConfig {
  const config: FieldConfig = {}
  const mapped: Record<string, readonly FieldValue[]> = {}
  for (const field of fields) {
    const value = valueAt(field)
    if (value === null || value === undefined || field.key === undefined) continue
    if (valueMappings.includes(field.key) && Array.isArray(value)) mapped[field.key] = value
    else setOne(config, field, value)
  }
  const values = mapped['mappings.value']
  if (values) {
    const mapping = mappingOf(values, mapped['mappings.color'], mapped['mappings.text'])
    Object.assign(config, { mappings: [mapping] })
  }
  return config
}

function setOne(config: FieldConfig, { key, mapping }: SettingField, value: FieldValue): void {
  const number = value === '' || typeof value === 'object' ? Number.NaN : Number(value)
  switch (key) {
    case 'min':
    case 'max':
      if (!Number.isNaN(number)) config[key] = number
      return
    case 'decimals':
      if (!Number.isNaN(number)) config.decimals = number
      return
    case 'unit':
    case 'displayName':
      config[key] = String(value)
      return
    case 'color':
      Object.assign(config, { color: { fixedColor: value, mode: 'fixed' } })
      return
    case 'threshold1': {
      if (Number.isNaN(number)) return
      const step = { value: number, color: mapping?.handlerArguments?.threshold?.color ?? 'red' }
      const steps = [...(config.thresholds?.steps ?? []), step]
      Object.assign(config, { thresholds: { mode: 'absolute', steps } })
    }
  }
}

function mappingOf(
  values: readonly FieldValue[],
  colors: readonly FieldValue[] = [],
  texts: readonly FieldValue[] = [],
): object {
  const options = values.flatMap((value, index) =>
    value === null || value === undefined
      ? []
      : [[String(value), { color: colors[index], text: texts[index], index }]],
  )
  return { type: 'value', options: Object.fromEntries(options) }
}
