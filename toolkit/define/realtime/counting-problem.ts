import type { Duration } from '../expressions/clock.ts'
import type { DefinitionProblem } from '../refuse-definition.ts'
import type { Event } from './event.ts'
import type { FieldType } from './event-field.ts'
import type { Measure } from './measure.ts'

interface Counting {
  readonly from: Event
  readonly by: readonly string[]
  readonly measures: Readonly<Record<string, Measure>>
  /** The dimension by which rows are spread, where they are. */
  readonly distributeBy?: string | undefined
  /** Names of columns that are there already. */
  readonly taken: readonly string[]
}

const measurable: Readonly<Record<Exclude<Measure['measure'], 'count'>, readonly FieldType[]>> = {
  'count if': ['boolean'],
  sum: ['integer', 'number'],
  min: ['integer', 'number', 'time'],
  max: ['integer', 'number', 'time'],
  'approximate distinct': ['text'],
}

/** What is counted that an event does not have; the compiler refuses the same, except in plain JavaScript. */
export function countingProblem({
  from,
  by,
  measures,
  taken,
  distributeBy,
}: Counting): DefinitionProblem | undefined {
  const unknown = by.find((name) => !Object.hasOwn(from.fields, name))
  if (unknown !== undefined) return noField(from, 'is told apart by', unknown)
  if (distributeBy !== undefined && !by.includes(distributeBy))
    return {
      what: 'is spread by what is none of its dimensions',
      value: distributeBy,
      next: `Use one of: ${by.join(', ')}.`,
    }
  for (const [name, measure] of Object.entries(measures)) {
    if (taken.includes(name))
      return {
        what: 'has a measure of the name of a dimension or of the bucket',
        value: name,
        next: 'Call the measure otherwise.',
      }
    if (!('field' in measure)) continue
    const type = Object.hasOwn(from.fields, measure.field) ? from.fields[measure.field]?.type : undefined
    if (type === undefined) return noField(from, `measures the ${measure.measure} of`, measure.field)
    if (!measurable[measure.measure].includes(type))
      return {
        what: `measures the ${measure.measure} of a field of ${type}`,
        value: measure.field,
        next: `Name a field of ${measurable[measure.measure].join(' or ')}.`,
      }
  }
  return undefined
}

const noField = ({ name, fields }: Event, what: string, value: string): DefinitionProblem => ({
  what: `${what} a field that the event ${name} does not have`,
  value,
  next: `Name one of ${Object.keys(fields).join(', ')}.`,
})

/** A window that nothing can fall into, or more buckets than anybody would read at once. */
export const windowProblem = ({ last }: { readonly last: number }): DefinitionProblem | undefined =>
  Number.isInteger(last) && last >= 1 && last <= 10_000
    ? undefined
    : {
        what: 'is over a number of buckets that cannot be read',
        value: `last: ${last}`,
        next: 'Give a whole number from 1 to 10,000; the bucket that has begun counts as one.',
      }

/** What could never be opened, closed or given up. */
export function openProblem({
  opened,
  closed,
  key,
  within: { days = 0, hours = 0, minutes = 0 },
}: {
  readonly opened: Event
  readonly closed: Event
  readonly key: string
  readonly within: Duration
}): DefinitionProblem | undefined {
  const event = [opened, closed].find(({ fields }) => !Object.hasOwn(fields, key))
  if (event) return noField(event, 'is told apart by', key)
  if (opened.name === closed.name)
    return { what: 'is opened and closed by one event', value: opened.name, next: 'Name two events.' }
  if ((days * 24 + hours) * 60 + minutes > 0) return undefined
  return { what: 'is given up at once', value: 'within: 0', next: 'Give a time after which nobody waits.' }
}
