import type { Generated } from 'kysely'
import { relationName } from '../sql/relation-name.ts'

/** How a column is declared in Postgres, beside its TypeScript type. */
export interface ColumnShape {
  readonly type: string
  readonly nullable: boolean
  readonly primaryKey: boolean
  readonly unique: boolean
  readonly generated: boolean
  readonly default: string | undefined
  readonly references: string | undefined
}

const plain = {
  nullable: false,
  primaryKey: false,
  unique: false,
  generated: false,
  default: undefined,
  references: undefined,
} as const

/** One column of a table; it is not null unless it says so. `Value` is what a query returns for it. */
export class Column<Value> {
  readonly shape: ColumnShape
  declare readonly value: Value

  constructor(shape: ColumnShape) {
    this.shape = shape
  }

  nullable(): Column<Value | null> {
    return new Column({ ...this.shape, nullable: true })
  }

  primaryKey(): Column<Value> {
    return new Column({ ...this.shape, primaryKey: true })
  }

  unique(): Column<Value> {
    return new Column({ ...this.shape, unique: true })
  }

  /** A default as SQL text: `default('now()')`. */
  default(expression: string): Column<Generated<Value>> {
    return new Column({ ...this.shape, default: expression })
  }

  /** `generated always as identity`. */
  generated(): Column<Generated<Value>> {
    return new Column({ ...this.shape, generated: true })
  }

  /** A foreign key to another table's primary key. */
  references(table: string): Column<Value> {
    return new Column({ ...this.shape, references: relationName(table).written })
  }
}

const column = <Value>(type: string): Column<Value> => new Column<Value>({ type, ...plain })

export const text = () => column<string>('text')
export const boolean = () => column<boolean>('boolean')
export const integer = () => column<number>('integer')
/** A 64-bit integer; sightline's connections read it as a number, exact up to 2^53. */
export const bigint = () => column<number>('bigint')
/** An exact decimal in the database; sightline's connections read it as a number. */
export const numeric = (precision?: number, scale = 0) =>
  column<number>(precision === undefined ? 'numeric' : `numeric(${precision},${scale})`)
export const doublePrecision = () => column<number>('double precision')
/** A calendar day, read as its midnight in UTC. */
export const date = () => column<Date>('date')
export const timestamptz = () => column<Date>('timestamp with time zone')
export const jsonb = <Value>() => column<Value>('jsonb')
