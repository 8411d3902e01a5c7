import type { Cache } from '../../define/cache.ts'
import type { Definition } from '../../define/definition.ts'
import type { Duration } from '../../define/expressions/clock.ts'
import type { Event } from '../../define/realtime/event.ts'
import type { LiveFigure } from '../../define/realtime/live-figure.ts'
import { measureTexts } from '../../kinds/rollup/measure-text.ts'
import type { LiveCache, LiveDefinition, LiveEvent, LiveFigureText } from './live-definition.ts'

/** The events, live figures and caches of a project, in the order of their kinds and names. */
export function liveDefinitions(definitions: readonly Definition[]): LiveDefinition[] {
  const live = definitions.flatMap((definition): LiveDefinition[] => {
    if (definition.kind === 'event') return [liveEvent(definition)]
    if (definition.kind === 'live figure') return [liveFigureText(definition)]
    return definition.kind === 'cache' ? [liveCache(definition)] : []
  })
  return live.toSorted((a, b) => order(a.kind, b.kind) || order(a.name, b.name))
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function liveEvent({ kind, name, description, version, fields, shardBy, time, topics }: Event): LiveEvent {
  const told = Object.entries(fields).map(([field, { type, meaning }]) => [field, { type, meaning }])
  return { kind, name, description, version, fields: Object.fromEntries(told), shardBy, time, topics }
}

function liveFigureText({ kind, name, description, read }: LiveFigure): LiveFigureText {
  if (read.reads === 'open') {
    const settings = { key: read.key, within: `${seconds(read.within)} seconds` }
    return { kind, name, description, events: [read.opened.name, read.closed.name], settings, measures: {} }
  }
  const { from, over, by, measures } = read
  const settings = { over: over.last === 1 ? `1 ${over.per}` : `${over.last} ${over.per}s` }
  return {
    kind,
    name,
    description,
    events: [from.name],
    settings: by === undefined ? settings : { ...settings, by },
    measures: measureTexts(measures),
  }
}

function liveCache({ kind, name, description, key, ttl, negativeTtl, staleIfError, from }: Cache): LiveCache {
  const relations = from.map((relation) => relation.name)
  const stale = seconds(staleIfError)
  return { kind, name, description, key, ttl, negativeTtl, staleIfError: stale, from: relations }
}

const seconds = ({ days = 0, hours = 0, minutes = 0 }: Duration): number =>
  ((days * 24 + hours) * 60 + minutes) * 60
