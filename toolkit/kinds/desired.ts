import * as v from 'valibot'

/** What every object has that a release wants of a database. */
export interface Desired {
  readonly name: string
  /** Changes when the object or anything below it changes. */
  readonly hash: string
  /** Names of objects and sources that it needs. */
  readonly dependsOn: readonly string[]
  readonly description: string
  /** The file and line of its definition. */
  readonly where?: string
}

/** What every object is stored with. */
export const desiredEntries = {
  name: v.string(),
  hash: v.string(),
  dependsOn: v.array(v.string()),
  description: v.string(),
  where: v.exactOptional(v.string()),
}

/** Descriptions of columns as they are stored. */
export const columnDescriptionsSchema = v.record(v.string(), v.string())

/** What is known of an object before its kind has said what it wants. */
export type DesiredCommon = Omit<Desired, 'description'>

/** Descriptions of columns; undefined for a column without one. */
export type ColumnDescriptions = Readonly<Record<string, string | undefined>>
