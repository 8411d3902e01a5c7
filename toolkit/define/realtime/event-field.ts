/** How the values of a field are written in an event. */
export type FieldType = 'text' | 'integer' | 'number' | 'boolean' | 'time'

/** One field of an event; `Value` is what a publisher gives for it. */
export interface EventField<Type extends FieldType = FieldType, Value = unknown> {
  readonly type: Type
  readonly meaning: string
  /** Only a type: no value stands here. */
  readonly value?: Value
}

export type EventFields = Readonly<Record<string, EventField>>

/** What a publisher gives for an event. */
export type EventData<F extends EventFields> = {
  readonly [K in keyof F]: F[K] extends EventField<FieldType, infer Value> ? Value : never
}

/** The names of the fields that have one of these types. */
export type FieldsOf<F extends EventFields, Type extends FieldType> = {
  [K in keyof F & string]: F[K]['type'] extends Type ? K : never
}[keyof F & string]

const of =
  <Type extends FieldType, Value>(type: Type) =>
  (meaning: string): EventField<Type, Value> => ({ type, meaning })

/**
 * What the fields of an event may be.
 *
 * @example fields: { channel_id: field.text('The channel.'), at: field.time('When it was watched.') }
 */
export const field = {
  /** A text of at most 256 characters. */
  text: of<'text', string>('text'),
  /** A whole number, exact up to 2^53. */
  integer: of<'integer', number>('integer'),
  number: of<'number', number>('number'),
  boolean: of<'boolean', boolean>('boolean'),
  /** A moment: a Date, or its text in ISO 8601 with a time zone. */
  time: of<'time', Date | string>('time'),
} as const
