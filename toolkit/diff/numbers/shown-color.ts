import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { activeThreshold } from '../../grafana/model/display/thresholds.ts'
import { panelField } from '../../query/field-format.ts'

/** The name of the colour that a panel gives to a value by its thresholds; undefined where it says none of its own. */
export function shownColor(panel: Panel | undefined, field: string, value: unknown): string | undefined {
  if (typeof value !== 'number') return undefined
  const shown = panelField(panel, field, [value])
  const { thresholds } = shown?.config ?? {}
  const isOwn = panel?.fieldConfig?.defaults.thresholds !== undefined || isOverridden(panel)
  if (!shown || !thresholds || !isOwn || thresholds.steps.length < 2) return undefined
  return activeThreshold(value, shown.display(value).percent ?? 0, thresholds)?.color
}

const isOverridden = (panel: Panel | undefined): boolean =>
  panel?.fieldConfig?.overrides.some(({ properties }) => properties.some(({ id }) => id === 'thresholds')) ??
  false
