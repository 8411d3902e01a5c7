import type { FieldConfigSource, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Theme } from '../grafana/model/display/named-colors.ts'
import type { ShownFrame } from '../grafana/model/display/shown-fields.ts'
import type { Zone } from '../grafana/model/time/zone.ts'
import type { Mark } from './mark.ts'

/** What a panel is drawn from, on a page and in a document. */
export interface PanelInput {
  readonly panel: Panel
  /** The settings of fields, with those that Grafana has where the panel says nothing. */
  readonly fieldConfig: FieldConfigSource
  readonly frames: readonly ShownFrame[]
  /** The range that the panel's queries were asked for, in milliseconds. */
  readonly range: { readonly from: number; readonly to: number }
  /** The zone of the dashboard, whose clocks name moments. */
  readonly zone: Zone
  readonly theme: Theme
  /** Marks on graphs over time. */
  readonly marks: readonly Mark[]
}
