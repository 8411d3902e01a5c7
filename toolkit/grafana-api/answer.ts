import * as v from 'valibot'
import { isJsonObject, type JsonObject } from '../foundation/json.ts'
import { readAnswer } from '../foundation/read-answer.ts'

/** What Grafana answered; it is read through a schema, and what is not as documented is an error that names it. */
export class Answer {
  readonly #value: unknown
  readonly #place: string

  constructor(value: unknown, place: string) {
    this.#value = value
    this.#place = place
  }

  as<T>(schema: v.GenericSchema<unknown, T>): T {
    const next = 'Check that the address is that of a Grafana of version 9 or later.'
    return readAnswer(schema, this.#value, { system: 'Grafana', place: this.#place, next })
  }
}

/** A list; Go writes one without elements as null. */
export const listOf = <T>(element: v.GenericSchema<unknown, T>) => v.nullable(v.array(element), [])

/** A text that Grafana leaves out where there is none, or where it is older. */
export const textOrNone = v.nullish(v.string(), '')

/** A mark that Grafana leaves out where it does not hold. */
export const flag = v.nullish(v.boolean(), false)

/** An object as it stands there. */
export const jsonObject = v.custom<JsonObject>(isJsonObject, 'it should be an object')
