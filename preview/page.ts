/** What is shown beside the navigation. */
export interface Page {
  readonly place: HTMLElement
  /** Loads what is shown as it is defined now. */
  reload(): Promise<void>
  /** Shows what the address asks for now. */
  show(): Promise<void>
  /** Asks again what reads one of these relations. */
  rowsChanged(relations: readonly string[]): void
  /** Draws it again, as in another theme. */
  redraw(): void
  end(): void
}
