import type { PanelInput } from '../drawing/panel-input.ts'
import { numberOf } from '../drawing/shown-value.ts'
import { displayProcessor } from '../grafana/model/display/display-value.ts'
import type { ShownField } from '../grafana/model/display/shown-fields.ts'
import type { FieldValue } from '../grafana/model/frames/frame.ts'
import { wallClock } from '../grafana/model/time/zone.ts'

/** A panel whose moments are those that a clock in a time zone shows: what draws it takes them for UTC. */
export function inZone(input: PanelInput, timeZone: string): PanelInput {
  const shown = (moment: number) => wallClock(new Date(moment), timeZone).getTime()
  return {
    ...input,
    frames: input.frames.map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) =>
        field.type === 'time' ? timeField(field, shown, input.theme) : field,
      ),
    })),
    range: { from: shown(input.range.from), to: shown(input.range.to) },
  }
}

/** A field of nothing but midnights of UTC is one of days, which are the same in every zone. */
function timeField(
  field: ShownField,
  shown: (moment: number) => number,
  theme: PanelInput['theme'],
): ShownField {
  const values = areMidnights(field.values)
    ? field.values
    : field.values.map((value) => (typeof value === 'number' ? shown(value) : value))
  if (!areMidnights(values) || field.config.unit) return { ...field, values }
  const config = { ...field.config, unit: 'time:YYYY-MM-DD' }
  const scaled = { ...field.scaled, config }
  return { ...field, values, config, scaled, display: displayProcessor(scaled, theme) }
}

const day = 86_400_000

const areMidnights = (values: readonly FieldValue[]): boolean =>
  values.every((value) => (numberOf(value) ?? 0) % day === 0)
