import { isJsonObject, type JsonObject } from '../foundation/json.ts'
import { SightlineError } from '../foundation/sightline-error.ts'

/** A part of what Grafana answered, read field by field; what is not as documented is an error that names it. */
export class Answer {
  readonly #value: unknown
  readonly #place: string

  constructor(value: unknown, place: string) {
    this.#value = value
    this.#place = place
  }

  /** The elements of a list; Go writes one without elements as null. */
  list(): Answer[] {
    if (this.#value === null) return []
    if (!Array.isArray(this.#value)) throw this.#unexpected('a list')
    return this.#value.map((element: unknown, index) => new Answer(element, `${this.#place}[${index}]`))
  }

  /** An object as it stands there. */
  object(): JsonObject {
    if (isJsonObject(this.#value)) return this.#value
    throw this.#unexpected('an object')
  }

  text(field: string): string {
    const value = this.object()[field]
    if (typeof value === 'string') return value
    throw this.field(field).#unexpected('a text')
  }

  number(field: string): number {
    const value = this.object()[field]
    if (typeof value === 'number') return value
    throw this.field(field).#unexpected('a number')
  }

  /** A text that Grafana leaves out where there is none, or where it is older. */
  textOr<T>(field: string, otherwise: T): string | T {
    const value = this.object()[field]
    return value === undefined || value === null ? otherwise : this.text(field)
  }

  /** A mark that Grafana leaves out where it does not hold. */
  flag(field: string): boolean {
    return this.object()[field] === true
  }

  texts(field: string): string[] {
    if (this.object()[field] === undefined) return []
    return this.field(field)
      .list()
      .map((element) => element.#asText())
  }

  field(field: string): Answer {
    return new Answer(this.object()[field], `${this.#place}, ${field}`)
  }

  #asText(): string {
    if (typeof this.#value === 'string') return this.#value
    throw this.#unexpected('a text')
  }

  #unexpected(wanted: string): SightlineError {
    return new SightlineError({
      code: 'undocumented-answer',
      what: `Grafana's answer is not as documented: it should hold ${wanted} here.`,
      value: this.#place,
      next: 'Check that the address is that of a Grafana of version 9 or later.',
    })
  }
}
