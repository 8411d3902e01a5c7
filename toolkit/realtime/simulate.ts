import { setTimeout as wait } from 'node:timers/promises'
import type { Project } from '../define/project.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { StreamPublisher } from './publisher.ts'

export interface SimulateOptions {
  /** Events per second. */
  readonly rate: number
  readonly seed: number
  readonly signal: AbortSignal
  /** Ends after as many. */
  readonly most?: number | undefined
  readonly onProgress?: (published: number) => void
}

/** How often a second events are published. */
const steps = 20

/**
 * Publishes the events of a project's simulation at a rate, until it is stopped; says how many.
 *
 * @throws SightlineError where the project has none
 */
export async function simulate(
  { name, simulation }: Project,
  publisher: StreamPublisher,
  { rate, seed, signal, most = Number.POSITIVE_INFINITY, onProgress = () => {} }: SimulateOptions,
): Promise<number> {
  if (!simulation)
    throw new SightlineError({
      code: 'no-simulation',
      what: 'The project has no simulation, so what its events look like is not known.',
      value: name,
      next: 'Give defineProject a `simulation`: docs/realtime.md, Trying it out.',
    })
  const events = simulation({ seed, now: () => new Date() })
  const start = performance.now()
  let published = 0
  while (!signal.aborted && published < most) {
    const due = Math.min(most, Math.ceil(((performance.now() - start) / 1000) * rate)) - published
    const some = Array.from({ length: Math.min(due, rate) }, () => events.next()).filter(({ done }) => !done)
    if (due > 0 && some.length === 0) break
    await Promise.all(some.map(({ value: { event, data } }) => publisher.publish(event, data)))
    published += some.length
    onProgress(published)
    await wait(1000 / steps, undefined, { signal }).catch(() => {})
  }
  return published
}
