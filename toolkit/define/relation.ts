import type { InDatabase } from './data-source.ts'

/** Something that a query can select from: `Name` as Postgres knows it, `Row` as Kysely types it. */
export interface Relation<Name extends string = string, Row = unknown> {
  readonly kind: 'source' | 'table' | 'rollup' | 'view' | 'materialized view' | 'incremental view'
  readonly name: Name
  /** Only a type: no value stands here. */
  readonly row?: Row
}

/** The Kysely database type that holds these relations under their names. */
export type DatabaseOf<Relations extends readonly Relation[]> = {
  [R in Relations[number] as R['name']]: R extends Relation<string, infer Row> ? Row : never
}

/** The name of the database that has a relation, where that is not the one that is deployed to. */
type DatabaseNameOf<R> = R extends InDatabase<infer Name> ? Name : 'the project'

/** These relations, as far as they are in the database of the first: a query cannot read two. */
export type InOneDatabase<First, Given extends readonly unknown[]> = {
  [I in keyof Given]: [DatabaseNameOf<Given[I]>] extends [DatabaseNameOf<First>]
    ? Given[I]
    : `a source of ${DatabaseNameOf<First>}, which ${DatabaseNameOf<Given[I]>} does not have`
}

/** The row of a relation. */
export type RowOfRelation<R extends Relation> = R extends Relation<string, infer Row> ? Row : never
