import type { DataField, DataFrame, FieldType } from './frame.ts'

/** How Grafana's server keeps the values of a field. */
export type Storage = 'int16' | 'int32' | 'int64' | 'float64' | 'string' | 'bool' | 'time' | 'json'

/** A field as the data source keeps it while it works on it. */
export interface ServerField extends DataField {
  readonly storage: Storage
  readonly nullable: boolean
  /** Of a field of times: the nanoseconds that the milliseconds leave, row by row. */
  readonly nanos: readonly number[]
}

/** A frame of fields as the data source keeps them. */
export interface ServerFrame extends DataFrame {
  readonly fields: readonly ServerField[]
}

const types: Readonly<Record<Storage, FieldType>> = {
  int16: 'number',
  int32: 'number',
  int64: 'number',
  float64: 'number',
  string: 'string',
  bool: 'boolean',
  time: 'time',
  json: 'other',
}

/** What Grafana's front end takes a field for that is kept so. */
export const fieldTypeOf = (storage: Storage): FieldType => types[storage]

/** A nullable field without labels and values, but for those given. */
export function serverField(
  name: string,
  storage: Storage,
  given: Partial<Omit<ServerField, 'name' | 'storage' | 'type'>> = {},
): ServerField {
  const empty = { labels: {}, config: {}, values: [], nanos: [], nullable: true }
  return { ...empty, ...given, name, storage, type: types[storage] }
}

/** The moment of a row in nanoseconds since 1970, or null for a NULL. */
export function nanosecondsAt({ values, nanos }: ServerField, row: number): bigint | null {
  const milliseconds = values[row]
  if (typeof milliseconds !== 'number') return null
  return BigInt(milliseconds) * 1_000_000n + BigInt(nanos[row] ?? 0)
}

/** Nanoseconds since 1970 as milliseconds, and what they leave. */
export function splitNanoseconds(nanoseconds: bigint): { milliseconds: number; nanos: number } {
  const rest = ((nanoseconds % 1_000_000n) + 1_000_000n) % 1_000_000n
  return { milliseconds: Number((nanoseconds - rest) / 1_000_000n), nanos: Number(rest) }
}
