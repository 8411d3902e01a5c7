import type { ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard'

/** A step of thresholds: its colour is that of values from it on. */
export interface ThresholdStep {
  readonly value: number | null
  readonly color: string
}

/** The step that a value has reached: the last one before the first that it has not; steps stand as they are given. */
export function activeThreshold(
  value: number,
  share: number,
  thresholds: ThresholdsConfig | undefined,
): ThresholdStep | undefined {
  const steps = thresholds?.steps ?? []
  const measured = thresholds?.mode === 'percentage' ? share * 100 : value
  const missed = steps.findIndex((step) => !(measured >= (step.value ?? 0)))
  return steps[Math.max(0, (missed < 0 ? steps.length : missed) - 1)]
}
