import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Interval } from '../expressions/clock.ts'
import type { Query } from '../query.ts'

/** A dashboard variable, as a value that queries, links and dashboards refer to. */
export interface Variable<Kind extends string, Name extends string = string> {
  readonly kind: 'variable'
  readonly type: Kind
  readonly name: Name
  readonly model: VariableModel
  /** What its query selects from. */
  readonly relations: ReadonlySet<string>
  /** Where its choices come from; only some have one. */
  readonly query?: Query
}

export type AnyVariable = Variable<string>

/** A variable with one value at a time. */
export interface SingleVariable<Kind extends string, Name extends string = string, Value = string>
  extends Variable<Kind, Name> {
  /** The chosen value as an escaped literal, which Postgres reads as the type beside it: `${name:sqlstring}`. */
  value(): RawBuilder<Value>
}

/** A variable with several values at a time. */
export interface MultiVariable<Name extends string = string, Value = string>
  extends Variable<'query' | 'custom', Name> {
  /** The chosen values as an escaped SQL list, for `in`. */
  values(): RawBuilder<Value>
}

/** A variable that holds a length of time. */
export interface IntervalVariable<Name extends string = string> extends Variable<'interval', Name> {
  /** The chosen length as a SQL interval. */
  interval(): RawBuilder<Interval>
}

/** What may stand where a variable may: one of ours, or a builder of the foundation SDK. */
export type VariableLike = AnyVariable | Builder<VariableModel>

/** A variable of ours, or what a builder of the foundation SDK makes, of which no relations are known. */
export function asVariable(variable: VariableLike): AnyVariable {
  if ('kind' in variable) return variable
  const model = variable.build()
  return { kind: 'variable', type: model.type, name: model.name, model, relations: noRelations }
}

/** The escaped form of a variable in SQL; it brings its own quotes. */
export const escapedReference = (name: string): string => `\${${name}:sqlstring}`

/** A single variable's way into SQL. */
export function singleValue<Value = string>(name: string): () => RawBuilder<Value> {
  return () => sql<Value>`${sql.raw(escapedReference(name))}`
}

/** A list's way into SQL. */
export function severalValues<Value = string>(name: string): () => RawBuilder<Value> {
  return () => sql<Value>`(${sql.raw(escapedReference(name))})`
}

/** A variable without a query selects from nothing. */
export const noRelations: ReadonlySet<string> = new Set()
