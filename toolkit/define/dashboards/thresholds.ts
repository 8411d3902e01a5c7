import type { Threshold, ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { Color } from './color.ts'

/** A colour from a value upwards. */
export type ThresholdStep = readonly [from: number, color: Color]

/** The thresholds of a panel or a field. */
export interface Thresholds {
  build(): ThresholdsConfig
}

/**
 * Thresholds in the unit of the panel: a base colour, then the colour from each value up.
 *
 * @example thresholds('red', [50_000, 'yellow'], [100_000, 'green'])
 */
export function thresholds(base: Color, ...steps: readonly ThresholdStep[]): Thresholds {
  const values = steps.map(([from]) => from)
  if (values.some((value, index) => index > 0 && value <= (values[index - 1] ?? value))) {
    throw new SightlineError({
      code: 'thresholds-not-rising',
      what: 'The steps of a threshold do not rise.',
      value: values.join(', '),
      next: 'Order the steps from the smallest value to the largest, each value once.',
    })
  }
  const rest: Threshold[] = steps.map(([value, color]) => ({ value, color }))
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([{ value: null, color: base }, ...rest])
}
