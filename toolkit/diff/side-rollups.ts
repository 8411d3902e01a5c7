import type { Event } from '../define/realtime/event.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import type { DesiredRollup } from '../kinds/rollup/desired-rollup.ts'
import { measureOfText } from '../kinds/rollup/measure-text.ts'
import { rollupColumns } from '../kinds/rollup/rollup-columns.ts'
import { isRollup } from '../kinds/rollup/rollup-kind.ts'
import type { LiveDefinition, LiveEvent } from '../release/live/live-definition.ts'
import type { ComparedRelease } from './compared-release.ts'

/** The roll-ups of one side, as far as the events of a simulation can fill them. */
export interface SideRollups {
  readonly rollups: readonly Rollup[]
  /** The events that they count, with the fields that a simulation gives, by their names. */
  readonly events: ReadonlyMap<string, Event>
  /** The columns that they cannot, as `analytics.views_per_hour.views`. */
  readonly unfilled: readonly string[]
}

/** What a side counts of the events that a simulation yields, which are those of one side. */
export function sideRollups(
  { desired, live }: ComparedRelease,
  given: readonly LiveDefinition[],
): SideRollups {
  const simulated = eventsIn(given)
  const own = eventsIn(live ?? given)
  const events = new Map<string, Event>()
  for (const [name, event] of own) {
    const other = simulated.get(name)
    const known = Object.entries(event.fields).filter(
      ([field, { type }]) => other?.fields[field]?.type === type,
    )
    events.set(name, { ...event, fields: Object.fromEntries(known) })
  }
  const rollups: Rollup[] = []
  const unfilled: string[] = []
  for (const object of desired.objects.filter(isRollup)) {
    const event = events.get(object.event.slice(0, object.event.lastIndexOf(' ')))
    const rollup = event && rollupOf(object, event)
    if (rollup) rollups.push(rollup)
    const filled = rollup ? [...rollup.grain, ...rollupColumns(rollup).map(({ name }) => name)] : []
    const empty = object.columns.filter(({ name }) => !filled.includes(name))
    unfilled.push(...empty.map(({ name }) => `${object.name}.${name}`))
  }
  return { rollups, events, unfilled }
}

const eventsIn = (live: readonly LiveDefinition[]): Map<string, LiveEvent> =>
  new Map(live.flatMap((one) => (one.kind === 'event' ? [[one.name, one] as const] : [])))

/** A roll-up with the measures that an event has; undefined where its rows cannot be told apart. */
function rollupOf(object: DesiredRollup, from: Event): Rollup | undefined {
  const { name, description, primaryKey, partitionBy } = object
  const [per, ...by] = primaryKey
  if (per !== 'minute' && per !== 'hour' && per !== 'day') return undefined
  const has = (field: string) => Object.hasOwn(from.fields, field)
  if (![from.time, ...by].every(has)) return undefined
  const measures = Object.entries(object.measures).flatMap(([measured, text]) => {
    const measure = measureOfText(text)
    return measure && (!('field' in measure) || has(measure.field)) ? [[measured, measure] as const] : []
  })
  const grain = [per, ...by]
  return {
    kind: 'rollup',
    name,
    description,
    from,
    per,
    by,
    grain,
    measures: Object.fromEntries(measures),
    partitionBy,
  }
}
