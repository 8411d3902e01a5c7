import type { DefinitionProblem } from '../refuse-definition.ts'
import type { EventFields, FieldType } from './event-field.ts'

interface Happening {
  readonly version: number
  readonly fields: EventFields
  readonly shardBy: string
  readonly time: string
  readonly topics: Readonly<Record<string, string>>
}

/** What would leave an event that nobody can publish, count or subscribe to. */
export function eventProblem({
  version,
  fields,
  shardBy,
  time,
  topics,
}: Happening): DefinitionProblem | undefined {
  if (!Number.isInteger(version) || version < 1)
    return {
      what: 'has a version that is none',
      value: String(version),
      next: 'Count versions with whole numbers from 1 up.',
    }
  const field = Object.keys(fields).find((name) => !/^[A-Za-z_]\w{0,62}$/.test(name) || name === '__proto__')
  if (field !== undefined)
    return {
      what: 'has a field whose name cannot be that of a column',
      value: JSON.stringify(field),
      next: 'Use letters, digits and _, at most 63 of them.',
    }
  const topic = Object.keys(topics).find((name) => name === 'all' || !/^[A-Za-z_]\w*$/.test(name))
  if (topic !== undefined)
    return {
      what: 'has a topic whose name readers cannot subscribe to',
      value: JSON.stringify(topic),
      next: 'Use letters, digits and _; `all` is the topic of everything.',
    }
  const used: [string, string, FieldType][] = [
    ['is sharded by', shardBy, 'text'],
    ['has as its time', time, 'time'],
    ...Object.values(topics).map((name): [string, string, FieldType] => ['has a topic of', name, 'text']),
  ]
  const wrong = used.find(([, name, type]) => !Object.hasOwn(fields, name) || fields[name]?.type !== type)
  return (
    wrong && {
      what: `${wrong[0]} something that is none of its fields of ${wrong[2]}`,
      value: wrong[1],
      next: `Name a field that is field.${wrong[2]}(…).`,
    }
  )
}
