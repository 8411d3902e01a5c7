import { type DataFrame, dataField, dataFrame } from '../../frames/frame.ts'
import { type SettingField, type SettingMapping, settingFields, settingsOf } from './field-settings.ts'
import type { Frames } from './frames.ts'

/** Each row as a field of its own, with settings from the other columns. */
export function rowsToFields(
  frames: Frames,
  { mappings = [] }: { readonly mappings?: readonly SettingMapping[] },
): Frames {
  return frames.map((frame) => fieldsOf(frame, mappings))
}

function fieldsOf(frame: DataFrame, mappings: readonly SettingMapping[]): DataFrame {
  const fields = withRoles(settingFields(frame, mappings), mappings)
  const name = fields.findLast(({ key }) => key === 'field.name')
  const value = fields.findLast(({ key }) => key === 'field.value')
  if (!name || !value) return frame
  const rows = name.field.values.map((title, row) => {
    const labelled = fields.filter((one) => one.key === 'field.label')
    const labels = labelled.flatMap(({ name: label, field }): [string, string][] => {
      const text = field.values[row]
      return text === null || text === undefined ? [] : [[label, String(text)]]
    })
    const config = settingsOf(fields, ({ field }) => field.values[row])
    return dataField(String(title), value.field.type, [value.field.values[row]], {
      labels: { ...name.field.labels, ...Object.fromEntries(labels) },
      config,
    })
  })
  const refId = `rowsToFields-${frame.refId}`
  return { ...dataFrame(rows, { refId }), length: 1 }
}

/** The first text names a field and the first number is its value, unless mappings say otherwise; the rest are labels. */
function withRoles(
  fields: readonly SettingField[],
  mappings: readonly SettingMapping[],
): readonly SettingField[] {
  const isMapped = (role: string) => mappings.some(({ handlerKey }) => handlerKey === role)
  const free = { name: !isMapped('field.name'), value: !isMapped('field.value') }
  return fields.map((one) => {
    if (one.key === 'field.name') free.name = false
    if (one.key === 'field.value') free.value = false
    if (one.key !== undefined) return one
    if (one.mapping === undefined && one.field.type === 'string' && free.name) {
      free.name = false
      return { ...one, key: 'field.name' }
    }
    if (one.mapping === undefined && one.field.type === 'number' && free.value) {
      free.value = false
      return { ...one, key: 'field.value' }
    }
    return { ...one, key: 'field.label' }
  })
}
