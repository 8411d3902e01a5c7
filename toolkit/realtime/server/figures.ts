import type { StreamCatalogue } from '../catalogue.ts'
import type { FigureReader } from '../read-figures.ts'

/** Every live figure of a project, by its name. */
export type Figures = Readonly<Record<string, unknown>>

/** Reads all figures at most once in a while, however many ask. */
export class FigureBoard {
  readonly #catalogue: StreamCatalogue
  readonly #reader: FigureReader
  readonly #fresh: number
  #last: { readonly at: number; readonly figures: Promise<Figures> } | undefined

  constructor(catalogue: StreamCatalogue, reader: FigureReader, fresh = 250) {
    this.#catalogue = catalogue
    this.#reader = reader
    this.#fresh = fresh
  }

  read(): Promise<Figures> {
    const now = Date.now()
    if (!this.#last || now - this.#last.at > this.#fresh) {
      const figures = this.#readAll()
      figures.catch(() => {
        this.#last = undefined
      })
      this.#last = { at: now, figures }
    }
    return this.#last.figures
  }

  async #readAll(): Promise<Figures> {
    const { figures } = this.#catalogue
    const entries = await Promise.all(
      figures.map(async (figure) => [figure.name, await this.#reader.read(figure)] as const),
    )
    return Object.fromEntries(entries)
  }
}
