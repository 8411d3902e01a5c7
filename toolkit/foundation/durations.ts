import { SightlineError } from './sightline-error.ts'

/** A length of time as Grafana's alerting writes it: `5m`, `1h`. */
export type AlertDuration = `${number}${'s' | 'm' | 'h' | 'd'}`

const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }

/** The seconds of a duration such as `5m`; not a number for a text that is none. */
export function durationSeconds(duration: string): number {
  const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(duration)
  const unit = match?.[2]
  if (!match || (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd')) return Number.NaN
  return Number(match[1]) * seconds[unit]
}

interface Durations {
  readonly every: string
  readonly for: string
  readonly lookback?: string
  readonly keepFiringFor?: string
  readonly notifications?: Readonly<Partial<Record<'groupWait' | 'groupInterval' | 'repeatInterval', string>>>
}

/** Grafana's scheduler ticks every ten seconds, and refuses groups that want something in between. */
const tick = 10

/** Refuses the durations of a rule that Grafana would refuse. */
export function requireDurations(name: string, options: Durations): void {
  const { every, for: pending, lookback = '1h', keepFiringFor = '0s', notifications = {} } = options
  const interval = durationSeconds(every)
  if (!(interval > 0) || interval % tick !== 0) {
    throw new SightlineError({
      code: 'invalid-evaluation-interval',
      what: `The alert ${name} cannot be evaluated at this interval: Grafana's scheduler ticks every ${tick} seconds.`,
      value: `every: '${every}'`,
      next: `Use a multiple of ${tick}s, such as '10s', '1m' or '5m'.`,
    })
  }
  for (const [option, value] of [
    ['for', pending],
    ['lookback', lookback],
    ['keepFiringFor', keepFiringFor],
    ['groupWait', notifications.groupWait ?? '0s'],
    ['groupInterval', notifications.groupInterval ?? '1s'],
    ['repeatInterval', notifications.repeatInterval ?? '1s'],
  ]) {
    if (durationSeconds(value ?? '') >= 0) continue
    throw new SightlineError({
      code: 'invalid-duration',
      what: `The alert ${name} has a length of time that Grafana does not understand.`,
      value: `${option}: '${value}'`,
      next: "Write a number and s, m, h or d: '90s', '5m', '1h'.",
    })
  }
}
