import * as v from 'valibot'

const text = v.string()
const texts = v.array(text)
const optionalText = v.nullable(text)

/** What statistics tell of a column: shares and ranges, never a text of a row. */
const statistics = v.strictObject({
  nullShare: v.number(),
  /** How many different values; a negative one is a share of the rows. */
  distinct: v.number(),
  width: v.number(),
  from: optionalText,
  to: optionalText,
  trueShare: v.nullable(v.number()),
})

const column = v.strictObject({
  name: text,
  /** As Postgres prints it, with the schema of a type of somebody. */
  type: text,
  /** The type of somebody that it is of, or its elements are of: `public.mood`. */
  named: optionalText,
  notNull: v.boolean(),
  identity: v.picklist(['', 'a', 'd']),
  default: optionalText,
  generated: optionalText,
  comment: optionalText,
  statistics: v.nullable(statistics),
})

const foreignKey = v.strictObject({
  columns: texts,
  schema: text,
  table: text,
  to: texts,
  toPrimaryKey: v.boolean(),
})

const check = v.strictObject({ columns: texts, sql: text })

const table = v.strictObject({
  schema: text,
  name: text,
  comment: optionalText,
  /** What the planner takes it to have; -1 where nobody has looked. */
  rows: v.number(),
  columns: v.array(column),
  primaryKey: texts,
  unique: v.array(texts),
  foreignKeys: v.array(foreignKey),
  checks: v.array(check),
})

const type = v.variant('kind', [
  v.strictObject({ kind: v.literal('enum'), schema: text, name: text, labels: texts }),
  v.strictObject({
    kind: v.literal('domain'),
    schema: text,
    name: text,
    base: text,
    named: optionalText,
    notNull: v.boolean(),
    check: optionalText,
  }),
  v.strictObject({
    kind: v.literal('composite'),
    schema: text,
    name: text,
    fields: v.array(v.strictObject({ name: text, type: text, named: optionalText })),
  }),
  v.strictObject({ kind: v.literal('extension'), schema: text, name: text, extension: text }),
])

/** What an import has read of a database; it is kept beside what was written, so that a later one knows what changed. */
export const importedSchema = v.strictObject({
  format: v.literal(1),
  schemas: texts,
  chosenTables: texts,
  timeZone: text,
  tables: v.array(table),
  types: v.array(type),
})

export type Imported = v.InferOutput<typeof importedSchema>
export type ImportedTable = v.InferOutput<typeof table>
export type ImportedColumn = v.InferOutput<typeof column>
export type ImportedType = v.InferOutput<typeof type>
export type ImportedKey = v.InferOutput<typeof foreignKey>
export type ImportedCheck = v.InferOutput<typeof check>
export type Statistics = v.InferOutput<typeof statistics>
