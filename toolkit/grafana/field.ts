/** What kind of values a result column holds. */
export type FieldType = 'time' | 'number' | 'text' | 'boolean' | 'other'

/** A column of a result. */
export interface Field {
  readonly name: string
  readonly type: FieldType
}
