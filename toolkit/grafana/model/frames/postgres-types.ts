import type { Storage } from './server-frame.ts'

/** The object identifiers of the types that Grafana does not read as text. */
export const typeIds = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  json: 114,
  float4: 700,
  float8: 701,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  jsonb: 3802,
} as const

const storages = new Map<number, Storage>([
  [typeIds.bool, 'bool'],
  [typeIds.int8, 'int64'],
  [typeIds.int2, 'int16'],
  [typeIds.int4, 'int32'],
  [typeIds.json, 'json'],
  [typeIds.float4, 'float64'],
  [typeIds.float8, 'float64'],
  [typeIds.date, 'time'],
  [typeIds.timestamp, 'time'],
  [typeIds.timestamptz, 'time'],
  [typeIds.numeric, 'float64'],
  [typeIds.jsonb, 'json'],
])

/** How Grafana keeps a column of this type: intervals, arrays, enums, money, uuids and all others are text. */
export const storageOf = (typeId: number): Storage => storages.get(typeId) ?? 'string'
