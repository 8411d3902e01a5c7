import type { Event } from '../define/realtime/event.ts'

/** A value of an event as it is kept in the stream: a time is in milliseconds. */
export type EventValue = string | number | boolean

/** The values of an event in the order of its fields. */
export type EventValues = readonly EventValue[]

/** Where a field stands among the values of an event. */
export const placeOf = ({ fields }: Event, field: string): number => Object.keys(fields).indexOf(field)
