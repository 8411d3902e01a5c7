import type { Event } from '../define/realtime/event.ts'
import type { SightlineError } from '../foundation/sightline-error.ts'
import type { EventValues } from '../rollups/event-values.ts'

/** Told that some events are acknowledged, or why they are not. */
export type Settle = (events: number, problem?: SightlineError) => void

/** The events of one name and version, with the id that its publisher gave each. */
interface Group {
  readonly event: Event
  readonly values: EventValues[]
  readonly ids: (string | null)[]
}

/** Events that are sent together; those of one kind stand together from the beginning. */
export class WaitingBatch {
  size = 0
  readonly #groups = new Map<Event, Group>()
  #hasIds = false
  /** Whom to tell of how many events. */
  readonly #settling: { readonly settle: Settle; events: number }[] = []

  add(event: Event, values: EventValues, id: string | undefined, settle: Settle): void {
    const group = this.#groups.get(event) ?? this.#groupOf(event)
    group.values.push(values)
    group.ids.push(id ?? null)
    this.#hasIds ||= id !== undefined
    this.size++
    const last = this.#settling.at(-1)
    if (last?.settle === settle) last.events++
    else this.#settling.push({ settle, events: 1 })
  }

  settle(problem?: SightlineError): void {
    for (const { settle, events } of this.#settling) settle(events, problem)
  }

  /**
   * The fields of its entry: for each kind its name, its version, the names of its fields, and the values of each event
   * in that order, so that a name is written once for all.
   */
  fields(key: string): string[] {
    const groups = [...this.#groups.values()]
    const written = groups.map(({ event: { name, version, fields }, values }) => [
      name,
      version,
      Object.keys(fields),
      values,
    ])
    const text = ['k', key, 'e', JSON.stringify(written)]
    return this.#hasIds ? [...text, 'i', JSON.stringify(groups.flatMap(({ ids }) => ids))] : text
  }

  #groupOf(event: Event): Group {
    const group: Group = { event, values: [], ids: [] }
    this.#groups.set(event, group)
    return group
  }
}
