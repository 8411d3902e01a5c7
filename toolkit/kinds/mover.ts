import type { Expression, RawBuilder } from 'kysely'
import type { Relation } from '../define/relation.ts'

/** Puts what a project creates into another schema. */
export interface Mover {
  readonly schema: string
  /** Whether something of this name is created by the project. */
  has(name: string): boolean
  /** Where something of this name is. */
  name(name: string): string
  /** SQL that reads what is there. */
  text(sql: string): string
  query<T>(query: Expression<T>): RawBuilder<T>
  relation<R extends Relation>(relation: R): R
}
