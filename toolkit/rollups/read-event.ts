import type { Event } from '../define/realtime/event.ts'
import type { FieldType } from '../define/realtime/event-field.ts'

/** A value of an event as it is kept in the stream: a time is in milliseconds. */
export type EventValue = string | number | boolean

/** The values of an event in the order of its fields. */
export type EventValues = readonly EventValue[]

/** An event that was read, or why it is none. */
export type ReadEvent =
  | { readonly ok: true; readonly values: EventValues; readonly time: number }
  | { readonly ok: false; readonly reason: string }

/** How far a clock may be ahead. */
const allowedAhead = 5 * 60_000

const longestText = 256

/** A thousand events of the largest number still add up to one. */
const largestNumber = 1e100

/** NUL, and half of a surrogate pair: Postgres would refuse the one, and take another text for the other. */
const noCharacter = /[\0\p{Surrogate}]/u

const wanted: Readonly<Record<FieldType, string>> = {
  text: `a text of at most ${longestText} characters, without the character 0 and halves of others`,
  integer: 'a whole number',
  number: `a number of at most ${largestNumber}`,
  boolean: 'true or false',
  time: 'a moment such as 2025-01-31T12:00:00Z',
}

/** Reads events of one kind; what does not fit is told in words. */
export class EventReader {
  readonly event: Event
  /** The names of its fields. */
  readonly fields: readonly string[]
  readonly #types: readonly FieldType[]
  readonly #time: number

  constructor(event: Event) {
    this.event = event
    this.fields = Object.keys(event.fields)
    this.#types = Object.values(event.fields).map(({ type }) => type)
    this.#time = this.fields.indexOf(event.time)
  }

  /** Reads what somebody says of an event at a moment. */
  read(data: unknown, now: number): ReadEvent {
    if (!isObject(data)) return refuse('an event is an object of its fields')
    for (const name in data)
      if (!Object.hasOwn(this.event.fields, name)) return refuse(`there is no field ${shown(name)}`)
    return this.readValues(
      this.fields.map((name) => data[name]),
      now,
    )
  }

  /** Reads values that stand in the order of the fields. */
  readValues(given: readonly unknown[], now: number): ReadEvent {
    const values: EventValue[] = []
    for (let place = 0; place < this.#types.length; place++) {
      const type = this.#types[place] ?? 'text'
      const value = type === 'time' ? readTime(given[place]) : given[place]
      if (!isValue(value, type)) return this.#wrong(place, given[place])
      values.push(value)
    }
    const time = Number(values[this.#time])
    if (time > now + allowedAhead)
      return refuse(`${this.event.time} is ${new Date(time).toISOString()}, which is in the future`)
    return { ok: true, values, time }
  }

  #wrong(place: number, given: unknown): ReadEvent {
    const name = this.fields[place]
    const shall = wanted[this.#types[place] ?? 'text']
    return refuse(
      given === undefined ? `${name} is missing` : `${name} is ${shown(given)}, and shall be ${shall}`,
    )
  }
}

/** Where a field stands among the values of an event. */
export const placeOf = ({ fields }: Event, field: string): number => Object.keys(fields).indexOf(field)

const refuse = (reason: string): ReadEvent => ({ ok: false, reason })

function isValue(value: unknown, type: FieldType): value is EventValue {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.length <= longestText && !noCharacter.test(value)
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number' && Math.abs(value) <= largestNumber
    case 'boolean':
      return typeof value === 'boolean'
    case 'time':
      return Number.isSafeInteger(value)
  }
}

const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

/** Milliseconds of what can be read as a moment that Postgres can keep. */
function readTime(value: unknown): unknown {
  const time =
    typeof value === 'string' && moment.test(value)
      ? Date.parse(value)
      : value instanceof Date
        ? value.getTime()
        : value
  return typeof time === 'number' && time >= 0 && time < 253_402_300_800_000 ? Math.floor(time) : Number.NaN
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
