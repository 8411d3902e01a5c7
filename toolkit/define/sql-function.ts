import type { RawBuilder } from 'kysely'
import { rememberSite } from '../foundation/definition-site.ts'
import { withName } from './require-name.ts'
import { writtenName } from './written-name.ts'

export interface SqlFunctionOptions {
  readonly description: string
  /** The signature after the name: `(since timestamptz)`. */
  readonly parameters?: string
  readonly returns: string
  readonly language: 'sql' | 'plpgsql'
  /** `stable`, `immutable` or `volatile`, as Postgres means them. */
  readonly volatility?: 'immutable' | 'stable' | 'volatile'
  /** The body, without its dollar quotes; names inside must be qualified with their schema. */
  readonly body: RawBuilder<unknown>
}

/** A function in the database. */
export interface SqlFunction {
  readonly kind: 'function'
  readonly name: string
  readonly description: string
  readonly parameters: string
  readonly returns: string
  readonly language: 'sql' | 'plpgsql'
  readonly volatility: 'immutable' | 'stable' | 'volatile'
  readonly body: RawBuilder<unknown>
}

/**
 * Defines a SQL or PL/pgSQL function.
 *
 * @example sqlFunction('analytics.answer', { description: 'The answer.', returns: 'integer', language: 'sql', body: sql`select 42` })
 */
export function sqlFunction(name: string, options: SqlFunctionOptions): SqlFunction {
  return withName(
    rememberSite(
      {
        kind: 'function',
        name: writtenName(name),
        parameters: '()',
        volatility: 'volatile',
        ...options,
      },
      sqlFunction,
    ),
  )
}
