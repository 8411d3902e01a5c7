import type { EventFields, FieldsOf } from './event-field.ts'

/** How many events there were. */
export interface Count {
  readonly measure: 'count'
}

/** How many events there were of which a field is true. */
export interface CountIf<Field extends string = string> {
  readonly measure: 'count if'
  readonly field: Field
}

export interface Sum<Field extends string = string> {
  readonly measure: 'sum'
  readonly field: Field
}

export interface Extreme<Field extends string = string> {
  readonly measure: 'min' | 'max'
  readonly field: Field
}

/** About how many different values a field had. */
export interface ApproximateDistinct<Field extends string = string> {
  readonly measure: 'approximate distinct'
  readonly field: Field
}

/** A measure of events that have these fields. */
export type MeasureOf<F extends EventFields> =
  | Count
  | CountIf<FieldsOf<F, 'boolean'>>
  | Sum<FieldsOf<F, 'integer' | 'number'>>
  | Extreme<FieldsOf<F, 'integer' | 'number' | 'time'>>
  | ApproximateDistinct<FieldsOf<F, 'text'>>

/** Any measure. */
export type Measure = Count | CountIf | Sum | Extreme | ApproximateDistinct

/** Counts events. */
export const count = (): Count => ({ measure: 'count' })

/** Counts the events of which a field is true. */
export const countIf = <const Field extends string>(field: Field): CountIf<Field> => ({
  measure: 'count if',
  field,
})

/** Adds up a field. */
export const sum = <const Field extends string>(field: Field): Sum<Field> => ({ measure: 'sum', field })

/** The smallest value of a field, or its first moment. */
export const min = <const Field extends string>(field: Field): Extreme<Field> => ({ measure: 'min', field })

/** The largest value of a field, or its last moment. */
export const max = <const Field extends string>(field: Field): Extreme<Field> => ({ measure: 'max', field })

/** Counts the different values of a field, within some two percent. */
export const approximateDistinct = <const Field extends string>(
  field: Field,
): ApproximateDistinct<Field> => ({ measure: 'approximate distinct', field })
