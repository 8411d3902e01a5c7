import type { ReadColumn } from '../records/record.ts'
import type { NamedSchema } from './named-schemas.ts'

/** A function that somebody else made, or the server has. */
export interface OthersFunction {
  readonly schema: string
  readonly name: string
  readonly signature: string
  /** The queries that call it, or read a view that does. */
  readonly where: readonly string[]
}

/** Something that the reader may not use, in words, with the statement that lets it. */
export interface ClosedThing {
  readonly what: string
  readonly grant: string
  readonly where: readonly string[]
}

/** What a release uses of others' beside their tables. */
export interface OthersUsed {
  /** What runs with the reader's rights. */
  readonly functions: readonly OthersFunction[]
  /** What nobody but an administrator gives to a reader, and who asks for it. */
  readonly closed: readonly ClosedThing[]
  /** The schemas that queries name, and functions that they call. */
  readonly schemas: readonly NamedSchema[]
  /** What is read with the reader's rights in functions, and below views. */
  readonly reads: readonly ReadColumn[]
  /** What runs with the rights of this role, when rows are stored or a default is given. */
  readonly own: readonly OthersFunction[]
}
