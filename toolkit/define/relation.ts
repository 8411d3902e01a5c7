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

/** The row of a relation. */
export type RowOfRelation<R extends Relation> = R extends Relation<string, infer Row> ? Row : never
