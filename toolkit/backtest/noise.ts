import type { Backtest } from './run-backtest.ts'

/** How a rule behaved over a time. */
export interface Noise {
  readonly rule: string
  readonly verdict: 'flaps' | 'never fires' | 'always fires' | 'fails' | 'fine'
  readonly firings: number
  readonly hours: number
  /** Of each firing, in the middle; null without any. */
  readonly medianSeconds: number | null
  /** Firings that were over within three evaluations. */
  readonly short: number
}

/** Tells a rule that flaps, never fires, always fires or fails from one that is fine. */
export function noiseOf({ rule, firings, firingHours, moments }: Backtest): Noise {
  const seconds = firings.map((firing) => firing.seconds).sort((a, b) => a - b)
  const step = ((moments[1]?.at ?? 0) - (moments[0]?.at ?? 0)) / 1000
  const short = firings.filter((firing) => firing.to !== undefined && firing.seconds <= 3 * step).length
  const share = (wanted: readonly string[]) =>
    moments.filter(({ state }) => wanted.includes(state)).length / Math.max(1, moments.length)
  const verdict = ((): Noise['verdict'] => {
    if (share(['Error']) > 0.5) return 'fails'
    if (firings.length === 0) return 'never fires'
    if (share(['Alerting', 'Recovering']) > 0.9) return 'always fires'
    return short >= 3 && short * 2 > firings.length ? 'flaps' : 'fine'
  })()
  const medianSeconds = seconds[Math.floor(seconds.length / 2)] ?? null
  return { rule, verdict, firings: firings.length, hours: firingHours, medianSeconds, short }
}
