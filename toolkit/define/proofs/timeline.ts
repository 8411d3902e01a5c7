import { rememberSite } from '../../foundation/definition-site.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { AlertRule } from '../alerts/alert-rule.ts'
import type { ExpectedAlert, ProvenState } from './expectation.ts'
import type { GivenRows, GivenTable, GivenThing } from './given-row.ts'

/** `09:05`, or `09:05:30`. */
type TimeOfDay = `${number}:${number}` | `${number}:${number}:${number}`

/** What happens at a moment of a time line, or what must be so after the evaluation at that moment. */
export type Step = { readonly at: Date } & (
  | { readonly does: 'insert'; readonly rows: readonly GivenThing[] }
  | { readonly does: 'remove'; readonly table: GivenTable }
  | { readonly does: 'break'; readonly message: string }
  | { readonly does: 'mend' }
  | { readonly does: 'expect'; readonly alerts: readonly ExpectedAlert[] }
)

/** A rule that is evaluated by its own clock while rows come and go. */
export class Timeline {
  readonly rule: AlertRule
  /** The first evaluation. */
  readonly from: Date
  readonly steps: readonly Step[]
  readonly #now: Date

  constructor(rule: AlertRule, from: Date, steps: readonly Step[] = [], now: Date = from) {
    this.rule = rule
    this.from = from
    this.steps = steps
    this.#now = now
  }

  /**
   * Goes on to a later moment: `09:05` of the same day, or a whole one.
   *
   * @throws SightlineError where it is earlier, or no moment
   */
  at(moment: TimeOfDay | `${number}-${string}` | Date): Timeline {
    const now = momentOf(moment, this.#now)
    if (!(now.getTime() >= this.#now.getTime())) throw wrongMoment(this.rule, String(moment), this.#now)
    return rememberSite(new Timeline(this.rule, this.from, this.steps, now), this.at)
  }

  /** Puts rows in, and has events happen. */
  insert(...rows: GivenRows): Timeline {
    return rememberSite(this.#and({ at: this.#now, does: 'insert', rows: rows.flat() }), this.insert)
  }

  /** Takes all rows of a table away. */
  remove(table: GivenTable): Timeline {
    return rememberSite(this.#and({ at: this.#now, does: 'remove', table }), this.remove)
  }

  /** Has the queries of the rule fail from here on. */
  break(message = 'the database does not answer'): Timeline {
    return rememberSite(this.#and({ at: this.#now, does: 'break', message }), this.break)
  }

  /** Has the queries answer again. */
  mend(): Timeline {
    return rememberSite(this.#and({ at: this.#now, does: 'mend' }), this.mend)
  }

  /** The rule has one alert, in this state, or those in a list. */
  expect(
    state: ProvenState | readonly ExpectedAlert[],
    details: Omit<ExpectedAlert, 'state'> = {},
  ): Timeline {
    const alerts = typeof state === 'string' ? [{ state, ...details }] : state
    return rememberSite(this.#and({ at: this.#now, does: 'expect', alerts }), this.expect)
  }

  #and(step: Step): Timeline {
    return new Timeline(this.rule, this.from, [...this.steps, step], this.#now)
  }
}

/**
 * Begins the time line of a rule: it is evaluated at this moment, and then at its own interval.
 *
 * @example timeline(quota, '2026-03-15T09:00:00Z').expect('normal').at('09:05').insert(call({ units: 9500 })).expect('pending')
 */
export function timeline(rule: AlertRule, from: string | Date): Timeline {
  return rememberSite(new Timeline(rule, new Date(from)), timeline)
}

function momentOf(moment: string | Date, now: Date): Date {
  const time = typeof moment === 'string' && /^\d\d:\d\d(?::\d\d)?$/.test(moment)
  return time ? new Date(`${now.toISOString().slice(0, 10)}T${moment}Z`) : new Date(moment)
}

function wrongMoment({ name }: AlertRule, value: string, now: Date): SightlineError {
  const known = Number.isNaN(now.getTime()) ? 'no moment at all' : now.toISOString()
  return new SightlineError({
    code: 'time-runs-backwards',
    what: `The time line of the alert ${name} goes to a moment that is not after ${known}.`,
    value,
    next: 'Write later moments below earlier ones; of the next day write the whole moment, 2026-03-16T00:05:00Z.',
  })
}
