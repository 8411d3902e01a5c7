import type { AlertDuration } from '../../foundation/durations.ts'
import type { MuteTiming } from './mute-timing.ts'

/** Labels that Grafana gives to every alert, and that of a rule's severity. */
export type GivenLabel = 'alertname' | 'grafana_folder' | 'severity'

/** How a rule's alerts are told, whatever Grafana says elsewhere; what is left out is as in its notification policies. */
export interface Notifications<Label extends string = string> {
  /** Alerts that are equal in these labels make one notification. */
  readonly groupBy?: readonly [Label, ...Label[]]
  /** How long a first notification waits for others. */
  readonly groupWait?: AlertDuration
  /** How long the next one waits where alerts join a group that was told. */
  readonly groupInterval?: AlertDuration
  /** After how long people are told again while nothing changes. */
  readonly repeatInterval?: AlertDuration
  /** When nobody is told. */
  readonly mute?: readonly [MuteTiming, ...MuteTiming[]]
  /** When people are told, and at no other time. */
  readonly active?: readonly [MuteTiming, ...MuteTiming[]]
}

/** The mute timings that a rule names. */
export const timingsOf = ({ mute, active }: Notifications = {}): readonly MuteTiming[] => [
  ...(mute ?? []),
  ...(active ?? []),
]
