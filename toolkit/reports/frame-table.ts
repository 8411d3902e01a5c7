import { customOf } from '../drawing/custom-config.ts'
import { shownText } from '../drawing/shown-value.ts'
import { shortened } from '../exports/shortened.ts'
import type { ShownField, ShownFrame } from '../grafana/model/display/shown-fields.ts'
import type { FieldValue } from '../grafana/model/frames/frame.ts'
import type { ContentTable, ShownColumn } from './report-content.ts'

/** The rows behind a panel, shown as the panel shows them in the zone of the reader. */
export function frameTable(
  { fields, length }: ShownFrame,
  local: ShownFrame,
  timeZone: string,
): ContentTable {
  const shown = fields.flatMap((field, index) => {
    const own = local.fields[index]
    return own && !customOf(field).hidden ? [{ field, own }] : []
  })
  return {
    columns: shown.map(({ field }) => ({
      name: field.name,
      label: field.title,
      kind: kindOf(field),
      zone: field.type === 'time' ? timeZone : undefined,
    })),
    rows: [...Array(length).keys()].map((row) =>
      shown.map(({ field, own }) => ({
        shown: shortened(shownText(own, own.values[row])),
        text: textOf(field, field.values[row]),
      })),
    ),
  }
}

function kindOf({ type }: ShownField): ShownColumn['kind'] {
  if (type === 'number') return 'float'
  if (type === 'time') return 'timestamp'
  return type === 'boolean' ? 'boolean' : 'text'
}

/** A value as Postgres writes it. */
function textOf({ type }: ShownField, value: FieldValue): string | null {
  if (value === null || value === undefined) return null
  if (type === 'time' && typeof value === 'number')
    return new Date(value).toISOString().replace('T', ' ').replace('Z', '+00')
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
