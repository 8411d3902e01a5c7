import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard'
import { flowing } from '../define/panels/apply-options.ts'

/** Grafana's grid is this wide. */
export const gridColumns = 24

const defaultWidth = 12
const defaultHeight = 8

/** Places panels from left to right in lines, as text flows. */
export class Flow {
  readonly #top: number
  #x = 0
  #y: number
  #lineHeight = 0
  /** The first line of the grid that is free below all panels placed so far. */
  bottom: number

  constructor(top: number) {
    this.#top = top
    this.#y = top
    this.bottom = top
  }

  /**
   * The place of the next panel: the one it asks for, counted from the top of the row, or the next free one.
   *
   * `placed` says whether its place was meant: builders of the foundation SDK say 0, 0 when only a size was given.
   */
  place(wish: GridPos | undefined, placed: boolean): GridPos {
    const w = wish?.w ?? defaultWidth
    const h = wish?.h ?? defaultHeight
    if (wish && placed && wish.x !== flowing) return this.#grow({ h, w, x: wish.x, y: this.#top + wish.y })
    if (this.#x + w > gridColumns && this.#x > 0) {
      this.#y += this.#lineHeight
      this.#x = 0
      this.#lineHeight = 0
    }
    const position = { h, w, x: this.#x, y: this.#y }
    this.#x += w
    this.#lineHeight = Math.max(this.#lineHeight, h)
    return this.#grow(position)
  }

  #grow(position: GridPos): GridPos {
    this.bottom = Math.max(this.bottom, position.y + position.h)
    return position
  }
}
