import type { GenericSchema } from 'valibot'

/** A relation that an object is in the database. */
export interface ObjectRelation {
  readonly name: string
  /** Undefined for a table. */
  readonly query: string | undefined
  /** The name by which people know its rows. */
  readonly shownAs: string
}

/** What is compared of an object as SQL. */
export interface ObjectText {
  readonly sql: string
  /** Whether it can be laid out as a query. */
  readonly isQuery: boolean
  /** What stands before it. */
  readonly before?: string
}

/** What a kind of desired object says of itself, whatever the database has. */
export interface ObjectKind<O> {
  /** What is read where one was stored. */
  readonly schema: GenericSchema<unknown, O>
  /** Whether people know of it; otherwise it is only there for something else. */
  readonly isShown: boolean
  /** Whether Postgres cannot tell what it reads. */
  readonly isOpaque: boolean
  /** The relations that it is, each after those that it reads. */
  relations(object: O): readonly ObjectRelation[]
  text(object: O): ObjectText
  /** What changes beside its SQL and its descriptions, in words. */
  facts(before: O, after: O): string[]
}
