import type { ShownField } from '../grafana/model/display/shown-fields.ts'
import { formattedText } from '../grafana/model/format/value-format.ts'
import { valueFormat } from '../grafana/model/format/value-formats.ts'
import type { FieldValue } from '../grafana/model/frames/frame.ts'
import type { Zone } from '../grafana/model/time/zone.ts'

/** A value of a field as one text. */
export const shownText = (field: ShownField, value: FieldValue): string => formattedText(field.display(value))

/** A moment as people name it in a table, by the clocks of a zone. */
export const isoMoment = (milliseconds: number, zone: Zone): string =>
  valueFormat('dateTimeAsIso')(milliseconds, undefined, { zone }).text

/** A value as a number, or null where it is none. */
export const numberOf = (value: FieldValue): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null
