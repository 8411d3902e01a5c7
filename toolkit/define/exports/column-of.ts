/** The columns of a row that hold values of this type, or nothing. */
export type ColumnOf<Row, Value> = {
  [K in keyof Row & string]-?: [NonNullable<Row[K]>] extends [Value] ? K : never
}[keyof Row & string]
