import { type Expression, RawNode, SelectQueryNode } from 'kysely'
import type { Renames } from './place-relations.ts'
import { type CompiledSql, ReadableCompiler } from './readable-compiler.ts'

const compiler = new ReadableCompiler()

/**
 * The SQL text of a query or an expression, laid out for people and with its values inlined.
 *
 * @example compileQuery(from(users).selectFrom('users').select('email')).sql
 */
export function compileQuery(query: Expression<unknown>, renames?: Renames): CompiledSql {
  const node = query.toOperationNode()
  const root = SelectQueryNode.is(node) || RawNode.is(node) ? node : RawNode.createWithChild(node)
  return compiler.compile(root, renames)
}

const compiled = new WeakMap<Expression<unknown>, CompiledSql>()

/** The same, kept: whatever is made of a definition asks for its query again. */
export function compileOnce(query: Expression<unknown>): CompiledSql {
  const result = compiled.get(query) ?? compileQuery(query)
  compiled.set(query, result)
  return result
}

export type { CompiledSql }
