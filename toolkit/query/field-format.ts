import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { withPanelDefaults } from '../grafana/model/display/panel-defaults.ts'
import { type ShownField, shownFrames } from '../grafana/model/display/shown-fields.ts'
import { formattedText } from '../grafana/model/format/value-format.ts'
import { dataField, dataFrame } from '../grafana/model/frames/frame.ts'

/** A field of numbers as a panel shows it: in the settings that its overrides and defaults give it. */
export function panelField(
  panel: Panel | undefined,
  name: string,
  values: readonly number[] = [],
): ShownField | undefined {
  const frame = dataFrame([dataField(name, 'number', values)])
  const config = withPanelDefaults(panel?.type ?? 'table', panel?.fieldConfig)
  return shownFrames([frame], config, 'dark')[0]?.fields[0]
}

/** A value of a field as its panel shows it. */
export function formatField(panel: Panel | undefined, name: string, value: number): string {
  const field = panelField(panel, name, [value])
  return field ? formattedText(field.display(value)) : String(value)
}
