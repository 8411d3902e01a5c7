import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Mark } from '../../toolkit/preview/api.ts'
import type { Frame } from '../data/frame.ts'
import type { Theme } from '../fields/colors.ts'

/** What a panel is drawn from. */
export interface DrawingInput {
  readonly panel: Panel
  readonly frames: readonly Frame[]
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
