import * as v from 'valibot'

/** What JSON makes of an answer: a moment becomes its text. */
export type Stored<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Stored<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Stored<T[K]> }
      : T

/** An answer as it is kept, whoever computed it. */
export interface Answer {
  /** JSON, or nothing for `undefined`. */
  readonly json: string | undefined
  /** When it was computed, in milliseconds. */
  readonly at: number
  /** Until when it is good. */
  readonly freshUntil: number
  /** Until when it is given where computing it anew fails. */
  readonly staleUntil: number
  /** How long computing it took. */
  readonly took: number
  /** The release and the states of all that it came from. */
  readonly from: string
}

const schema = v.object({
  json: v.optional(v.string()),
  at: v.number(),
  freshUntil: v.number(),
  staleUntil: v.number(),
  took: v.number(),
  from: v.string(),
})

/** Reads an answer as Redis has it; undefined where there is none that we wrote. */
export function readAnswer(text: unknown): Answer | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? { ...parsed.output, json: parsed.output.json } : undefined
  } catch {
    return undefined
  }
}
