import type { ResultColumn } from '../../toolkit/grafana/model/frames/read-results.ts'
import type { SentFill } from '../../toolkit/preview/api.ts'

/** What a query returned. */
export interface QueryAnswer {
  readonly sql: string
  /** The range that was asked for, in milliseconds. */
  readonly from: number
  readonly to: number
  readonly fill: SentFill | null
  readonly columns: readonly ResultColumn[]
  /** Values as the texts that Postgres sends. */
  readonly rows: readonly (readonly (string | null)[])[]
  readonly cut: boolean
  readonly milliseconds: number | undefined
  readonly error: { readonly message: string; readonly site: string | null } | undefined
}
