import type { FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import type { FieldType, FieldValue } from '../frames/frame.ts'

/** What a calculation does with NULL: leaves it out, takes it for nothing, or counts it. */
export type NullMode = 'connected' | 'null as zero' | 'null'

/** What a calculation must know of a field. */
export interface Reducible {
  readonly type: FieldType
  readonly values: readonly FieldValue[]
  readonly config: FieldConfig & { readonly nullValueMode?: NullMode }
}

/** Whether a value is NULL, missing or not a number. */
export const isNone = (value: FieldValue): boolean =>
  value === null || value === undefined || Number.isNaN(value)
