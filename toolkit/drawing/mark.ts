/** A mark on the graphs of a dashboard, at a moment or over a span, from one of its annotations. */
export interface Mark {
  readonly name: string
  readonly color: string
  readonly time: number
  readonly timeEnd: number | null
  readonly text: string
}
