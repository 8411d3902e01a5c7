import type { PanelInput } from '../../toolkit/drawing/panel-input.ts'

/** What a panel is drawn from on the page. */
export interface DrawingInput extends PanelInput {
  /** The dashboard's variables as they stand in the address, for links. */
  readonly address: URLSearchParams
  /** Shows another range, which somebody marked in a chart. */
  readonly onRange: (from: number, to: number) => void
}

/** Draws a panel into a place, again whenever its data changes, and says in words what it shows. */
export type DrawPanel = (host: HTMLElement, input: DrawingInput) => string
