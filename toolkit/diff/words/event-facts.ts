import type { LiveEvent } from '../../release/live/live-definition.ts'
import { type Fact, facts } from '../fact.ts'

/** What changes in an event, in words. */
export function eventFacts(before: LiveEvent, after: LiveEvent): Fact[] {
  const fields = fieldFacts(before, after)
  const isSameVersion = before.version === after.version
  const stays = `its version stays ${after.version}, so events that are published as before become dead letters`
  return [
    ...facts('field', fields),
    ...facts('field', isSameVersion ? [] : [`version from ${before.version} to ${after.version}`]),
    ...facts('definition', fields.length > 0 && isSameVersion ? [stays] : []),
    ...facts('definition', [
      ...changed('sharded by', before.shardBy, after.shardBy),
      ...changed('time is', before.time, after.time),
      ...topicFacts(before.topics, after.topics),
    ]),
    ...facts('description', meaningFacts(before, after)),
  ]
}

const changed = (what: string, from: string, to: string): string[] =>
  from === to ? [] : [`${what} ${to} instead of ${from}`]

function fieldFacts(before: LiveEvent, after: LiveEvent): string[] {
  const removed = Object.entries(before.fields).filter(([name]) => !Object.hasOwn(after.fields, name))
  const added = Object.entries(after.fields).filter(([name]) => !Object.hasOwn(before.fields, name))
  const renamed = new Map(
    removed.flatMap(([name, { type, meaning }]): [string, string][] => {
      const same = added.filter(([, other]) => other.type === type)
      const [found] = same.filter(([, other]) => other.meaning === meaning)
      const [only] = same.length === 1 && removed.length === 1 ? same : []
      const to = found ?? only
      return to ? [[name, to[0]]] : []
    }),
  )
  const taken = new Set(renamed.values())
  return [
    ...removed.map(([name]) => {
      const to = renamed.get(name)
      return to === undefined ? `field ${name} removed` : `field ${name} renamed to ${to}`
    }),
    ...added.filter(([name]) => !taken.has(name)).map(([name, { type }]) => `field ${name} added: ${type}`),
    ...Object.entries(after.fields).flatMap(([name, { type }]) => {
      const old = before.fields[name]
      return old && old.type !== type ? [`field ${name} from ${old.type} to ${type}`] : []
    }),
  ]
}

type Topics = Readonly<Record<string, string>>

const topicFacts = (before: Topics, after: Topics): string[] => [
  ...Object.keys(before)
    .filter((topic) => !Object.hasOwn(after, topic))
    .map((topic) => `topic ${topic} removed`),
  ...Object.entries(after).flatMap(([topic, field]) => {
    const old = before[topic]
    if (old === undefined) return [`topic ${topic} added: ${field}`]
    return changed(`topic ${topic} is`, old, field)
  }),
]

const meaningFacts = (before: LiveEvent, after: LiveEvent): string[] =>
  Object.entries(after.fields).flatMap(([name, { meaning }]) => {
    const old = before.fields[name]
    return old && old.meaning !== meaning ? [`meaning of ${name} changed`] : []
  })
