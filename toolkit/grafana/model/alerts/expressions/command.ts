import type { AlertValue } from '../alert-value.ts'
import type { Labels } from '../labels.ts'

/** What an expression may look at when it is evaluated. */
export interface Surroundings {
  /** The moment of the evaluation, in milliseconds since 1970. */
  readonly at: number
  valuesOf(refId: string): readonly AlertValue[]
  /** Whether an alert with these labels is pending or firing. */
  isActive(labels: Labels): boolean
  /** Adds what Grafana says beside a value. */
  notice(value: AlertValue, text: string): void
}

/** An expression that was read from its JSON. */
export interface Command {
  readonly type: 'math' | 'reduce' | 'resample' | 'classic_conditions' | 'threshold'
  /** The queries and expressions that it reads. */
  readonly needs: readonly string[]
  /** @throws Refusal where it cannot be evaluated */
  run(surroundings: Surroundings): readonly AlertValue[]
}
