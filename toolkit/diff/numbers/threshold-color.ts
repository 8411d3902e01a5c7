import type { Panel, ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { overriddenValue } from '../../query/field-format.ts'

/** The colour that a panel gives to a value of a field; undefined where it colours nothing by thresholds. */
export function thresholdColor(panel: Panel | undefined, field: string, value: unknown): string | undefined {
  if (typeof value !== 'number') return undefined
  const own: unknown = overriddenValue(panel, field, 'thresholds')
  const thresholds = isThresholds(own) ? own : panel?.fieldConfig?.defaults.thresholds
  if (!thresholds || thresholds.steps.length < 2) return undefined
  const compared = thresholds.mode === 'percentage' ? percentOf(panel, value) : value
  return thresholds.steps.findLast((step) => step.value === null || step.value <= compared)?.color
}

function isThresholds(value: unknown): value is ThresholdsConfig {
  return typeof value === 'object' && value !== null && 'steps' in value && Array.isArray(value.steps)
}

function percentOf(panel: Panel | undefined, value: number): number {
  const { min = 0, max = 100 } = panel?.fieldConfig?.defaults ?? {}
  return ((value - (min ?? 0)) / ((max ?? 100) - (min ?? 0))) * 100
}
