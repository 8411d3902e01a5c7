import type { Field } from '../../toolkit/grafana/field.ts'
import type { SentFill } from '../../toolkit/preview/api.ts'

/** What a query returned. */
export interface QueryAnswer {
  readonly sql: string
  /** The range that was asked for, in milliseconds. */
  readonly from: number
  readonly to: number
  readonly fill: SentFill | null
  readonly fields: readonly Field[]
  readonly rows: readonly (readonly unknown[])[]
  readonly cut: boolean
  readonly milliseconds: number | undefined
  readonly error: { readonly message: string; readonly site: string | null } | undefined
}
