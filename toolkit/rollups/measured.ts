import type { Event } from '../define/realtime/event.ts'
import type { Measure } from '../define/realtime/measure.ts'
import { DistinctSketch } from './distinct-sketch.ts'
import { type EventValue, placeOf } from './event-values.ts'

/** What was measured so far: a number, nothing yet, or a sketch of the values that there were. */
export type Amount = number | null | DistinctSketch

/** The amount before any event. */
export function nothingMeasured({ measure }: Measure): Amount {
  if (measure === 'approximate distinct') return new DistinctSketch()
  return measure === 'min' || measure === 'max' ? null : 0
}

/** The amount with one event more, of which the measured field has this value. */
export function withEvent({ measure }: Measure, amount: Amount, value: EventValue | undefined): Amount {
  switch (measure) {
    case 'count':
      return Number(amount) + 1
    case 'count if':
      return Number(amount) + (value === true ? 1 : 0)
    case 'sum':
      return Number(amount) + Number(value)
    case 'min':
    case 'max':
      return extreme(measure, amount, Number(value))
    case 'approximate distinct':
      if (amount instanceof DistinctSketch) amount.add(String(value))
      return amount
  }
}

/** Where the field that is measured stands among the values of an event; -1 where every event counts. */
export const placeMeasured = (event: Event, measure: Measure): number =>
  'field' in measure ? placeOf(event, measure.field) : -1

/** Two amounts together. */
export function bothAmounts({ measure }: Measure, a: Amount, b: Amount): Amount {
  if (a instanceof DistinctSketch && b instanceof DistinctSketch) {
    a.addAll(b)
    return a
  }
  if (measure === 'min' || measure === 'max') return b === null ? a : extreme(measure, a, Number(b))
  return Number(a) + Number(b)
}

const extreme = (which: 'min' | 'max', amount: Amount, value: number): number =>
  amount === null ? value : Math[which](Number(amount), value)
