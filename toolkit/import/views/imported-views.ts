import * as v from 'valibot'

const text = v.string()
const optionalText = v.nullable(text)

const column = v.strictObject({
  name: text,
  /** As Postgres prints it, with the schema of a type of somebody. */
  type: text,
  /** The type of somebody that it is of, or its elements are of: `public.mood`. */
  named: optionalText,
  comment: optionalText,
})

const indexColumn = v.union([text, v.strictObject({ column: text, direction: v.literal('desc') })])

const view = v.strictObject({
  schema: text,
  name: text,
  isMaterialized: v.boolean(),
  comment: optionalText,
  columns: v.array(column),
  /** As pg_get_viewdef prints it, every name with its schema. */
  query: text,
  /** Such as `security_barrier=true`. */
  options: v.array(text),
  /** The columns of the unique index that a materialized view is refreshed by. */
  grain: v.array(text),
  indexes: v.array(v.array(indexColumn)),
  /** Indexes that a definition cannot say, as CREATE INDEX. */
  otherIndexes: v.array(text),
  /** The relations below it, as `schema.name`. */
  reads: v.array(text),
})

/** What an import has read of the views of a database; it is kept beside what was written. */
export const importedViewsSchema = v.strictObject({
  format: v.literal(1),
  schemas: v.array(text),
  chosenViews: v.array(text),
  views: v.array(view),
})

export type ImportedViews = v.InferOutput<typeof importedViewsSchema>
export type ImportedView = v.InferOutput<typeof view>
export type ImportedViewColumn = v.InferOutput<typeof column>
