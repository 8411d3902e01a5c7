import type { Event } from '../define/realtime/event.ts'
import type { FieldType } from '../define/realtime/event-field.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import type { EventValue, EventValues } from './event-values.ts'
import { longKeys } from './long-key.ts'

/** An event that was read, or why it is none. */
export type ReadEvent =
  | { readonly ok: true; readonly values: EventValues; readonly time: number }
  | { readonly ok: false; readonly reason: string }

/** How far a clock may be ahead. */
const allowedAhead = 5 * 60_000

const longestText = 256

/** What half a surrogate pair, or any other of the characters that JavaScript counts, takes in UTF-8. */
const bytesOfUnit = 3

/** A thousand events of the largest number still add up to one. */
const largestNumber = 1e100

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
  readonly #longKey: (values: EventValues) => string | undefined

  /** The roll-ups are those that may count them. */
  constructor(event: Event, rollups: readonly Rollup[]) {
    this.event = event
    this.fields = Object.keys(event.fields)
    this.#types = Object.values(event.fields).map(({ type }) => type)
    this.#time = this.fields.indexOf(event.time)
    this.#longKey = longKeys(event, rollups, longestText * bytesOfUnit)
  }

  /** Reads what somebody says of an event at a moment. */
  read(data: unknown, now: number): ReadEvent {
    if (!isObject(data)) return refuse('an event is an object of its fields')
    let place = 0
    // Most write the fields in their order, where nothing has to be looked up.
    for (const name in data)
      if (name !== this.fields[place++] && !Object.hasOwn(this.event.fields, name))
        return refuse(`there is no field ${shown(name)}`)
    return this.#read((place) => data[this.fields[place] ?? ''], now)
  }

  /** Reads values that stand in the order of the fields. */
  readValues(given: readonly unknown[], now: number): ReadEvent {
    return this.#areValues(given) ? this.#atItsTime(given, now) : this.#read((place) => given[place], now)
  }

  /** Whether nothing has to be read any more, as with what comes from the stream. */
  #areValues(given: readonly unknown[]): given is EventValues {
    if (given.length !== this.#types.length) return false
    for (let place = 0; place < given.length; place++)
      if (!isValue(given[place], this.#types[place] ?? 'text')) return false
    return true
  }

  #read(givenAt: (place: number) => unknown, now: number): ReadEvent {
    const values = new Array<EventValue>(this.#types.length)
    for (let place = 0; place < values.length; place++) {
      const type = this.#types[place] ?? 'text'
      const given = givenAt(place)
      const value = type === 'time' ? readTime(given) : given
      if (!isValue(value, type)) return this.#wrong(place, given)
      values[place] = value
    }
    return this.#atItsTime(values, now)
  }

  #atItsTime(values: EventValues, now: number): ReadEvent {
    const time = Number(values[this.#time])
    if (time > now + allowedAhead)
      return refuse(`${this.event.time} is ${new Date(time).toISOString()}, which is in the future`)
    const longKey = this.#longKey(values)
    return longKey === undefined ? { ok: true, values, time } : refuse(longKey)
  }

  #wrong(place: number, given: unknown): ReadEvent {
    const name = this.fields[place]
    const shall = wanted[this.#types[place] ?? 'text']
    return refuse(
      given === undefined ? `${name} is missing` : `${name} is ${shown(given)}, and shall be ${shall}`,
    )
  }
}

const refuse = (reason: string): ReadEvent => ({ ok: false, reason })

function isValue(value: unknown, type: FieldType): value is EventValue {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.length <= longestText && isKept(value)
    case 'integer':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number' && Math.abs(value) <= largestNumber
    case 'boolean':
      return typeof value === 'boolean'
    case 'time':
      return isTime(value)
  }
}

/** Postgres would refuse the character 0, and take another text for half of a surrogate pair. */
const isKept = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

/** Milliseconds of what can be read as a moment. */
function readTime(value: unknown): unknown {
  if (typeof value === 'number') return Math.floor(value)
  if (value instanceof Date) return value.getTime()
  return typeof value === 'string' && moment.test(value) ? Date.parse(value) : value
}

/** Milliseconds of a moment that Postgres can keep. */
const isTime = (value: unknown): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < 253_402_300_800_000

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
