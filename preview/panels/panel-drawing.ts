import type { FieldConfigSource, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Theme } from '../../toolkit/grafana/model/display/named-colors.ts'
import type { ShownFrame } from '../../toolkit/grafana/model/display/shown-fields.ts'
import type { Mark } from '../../toolkit/preview/api.ts'

/** What a panel is drawn from. */
export interface DrawingInput {
  readonly panel: Panel
  /** The settings of fields, with those that Grafana has where the panel says nothing. */
  readonly fieldConfig: FieldConfigSource
  readonly frames: readonly ShownFrame[]
  /** The range that the panel's queries were asked for, in milliseconds. */
  readonly range: { readonly from: number; readonly to: number }
  readonly theme: Theme
  /** Marks on graphs over time. */
  readonly marks: readonly Mark[]
  /** The dashboard's variables as they stand in the address, for links. */
  readonly address: URLSearchParams
  /** Shows another range, which somebody marked in a chart. */
  readonly onRange: (from: number, to: number) => void
}

/** Draws a panel into a place, again whenever its data changes, and says in words what it shows. */
export type DrawPanel = (host: HTMLElement, input: DrawingInput) => string
