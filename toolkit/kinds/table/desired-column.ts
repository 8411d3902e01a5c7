import * as v from 'valibot'

/** A column of a table of ours; `definition` is what stands in CREATE TABLE, without its foreign key. */
export interface DesiredColumn {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly definition: string
  /** The table to which its values refer. */
  readonly references?: string
}

export const desiredColumnSchema = v.strictObject({
  name: v.string(),
  type: v.string(),
  nullable: v.boolean(),
  definition: v.string(),
  references: v.exactOptional(v.string()),
})

/** A foreign key, and the table to which it refers. */
export interface KeyText {
  readonly references: string
  readonly sql: string
}
