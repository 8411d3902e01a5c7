import { type Problem, SightlineError } from '../../foundation/sightline-error.ts'
import { postgresProblem } from '../../postgres/postgres-problem.ts'
import type { Phase, PlanStep } from '../plan/plan-step.ts'

/** What a deploy has done so far, so that a failure can say what is there. */
export class DeployProgress {
  readonly #version: string
  readonly #isRemoval: boolean
  readonly #done = new Map<Phase, string[]>()
  #isExpanded: boolean
  #isInPlace = false
  #begun: string | undefined

  constructor(version: string, state: { readonly isExpanded: boolean; readonly isRemoval: boolean }) {
    this.#version = version
    this.#isExpanded = state.isExpanded
    this.#isRemoval = state.isRemoval
  }

  /** A step of several transactions has begun. */
  begin({ kind, object }: PlanStep): void {
    this.#begun = `${kind} ${object}`
  }

  /** Steps of a phase are committed. */
  did(phase: Phase, steps: readonly PlanStep[]): void {
    this.#begun = undefined
    const own = steps.filter(({ statements }) => statements.length > 0)
    const names = own.map(({ kind, object }) => `${kind} ${object}`)
    this.#done.set(phase, [...(this.#done.get(phase) ?? []), ...names])
  }

  /** A phase is committed to its end. */
  ended(phase: 'expand' | 'contract'): void {
    if (phase === 'expand') this.#isExpanded = true
    else this.#isInPlace = true
  }

  /** Waits for a part of the deploy; where it fails, the error says what is there. */
  async during<T>(part: Promise<T>): Promise<T> {
    try {
      return await part
    } catch (error) {
      throw this.#after(error)
    }
  }

  /** An error with what is done by then, what is not, and what the next command does. */
  #after(error: unknown): unknown {
    const problem = postgresProblem(error)
    if (!(problem instanceof SightlineError)) return problem
    const { what, value, next, ...others } = problem.problem
    const state = this.#isRemoval ? this.#removed() : this.#deployed()
    const begun = this.#begun && `begun and not ended: ${this.#begun}`
    const text = [value, state.done, begun].filter((one) => one !== undefined)
    const said: Problem = {
      ...others,
      what: `${what} ${state.what}`,
      ...(text.length > 0 ? { value: text.join('\n         ') } : {}),
      next: state.next === undefined ? next : `${next.replace(/(?<![.!?])$/, '.')} ${state.next}`,
    }
    return new SightlineError(said, { cause: problem.cause ?? error })
  }

  #deployed(): State {
    const version = this.#version
    const contracted = this.#list('contract')
    if (this.#isInPlace) {
      const finished = this.#list('finish')
      return {
        what: `${version} is in place, and all of it works; something that nothing uses any more is left.`,
        done: finished && `gone already: ${finished}`,
        next: 'The same command then removes what is left.',
      }
    }
    if (contracted !== undefined)
      return {
        what: `${version} is expanded, and a part of its last phase is done: its dashboards work, and those of the release before may not.`,
        done: `done: ${contracted}`,
        next: 'The same command then does the rest. Or go back: `sightline rollback`.',
      }
    if (this.#isExpanded)
      return {
        what: stillExpanded(version),
        done: undefined,
        next: 'The same command then does its last phase. Or go back: `sightline rollback`.',
      }
    const done = [this.#list('prepare'), this.#list('expand')].filter((list) => list !== undefined).join(', ')
    if (done === '' && this.#begun === undefined)
      return { what: 'Nothing was changed.', done: undefined, next: undefined }
    return {
      what: `A part of ${version} is there beside what was: old dashboards work as before, and new ones not yet.`,
      done: done === '' ? undefined : `done: ${done}`,
      next: 'The same command then uses what is there and does the rest.',
    }
  }

  #removed(): State {
    const phases: readonly Phase[] = ['prepare', 'expand', 'contract', 'finish']
    const done = phases.flatMap((phase) => this.#list(phase) ?? []).join(', ')
    return done === ''
      ? { what: 'Nothing was removed.', done: undefined, next: undefined }
      : {
          what: 'A part of the project is removed; the rest is there as it was.',
          done: `done: ${done}`,
          next: 'The same command then removes the rest.',
        }
  }

  /** The first of what a phase did; undefined where it did nothing yet. */
  #list(phase: Phase): string | undefined {
    const done = this.#done.get(phase)
    if (!done || done.length === 0) return undefined
    const more = done.length > 5 ? ` and ${done.length - 5} more` : ''
    return done.slice(0, 5).join(', ') + more
  }
}

/** What is true between the phases. */
export const stillExpanded = (version: string): string =>
  `${version} is expanded: old and new dashboards work, and its last phase changed nothing.`

interface State {
  readonly what: string
  readonly done: string | undefined
  readonly next: string | undefined
}
