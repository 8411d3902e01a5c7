import * as v from 'valibot'
import { isJsonObject } from '../../foundation/json.ts'

const named = { name: v.string(), description: v.string() }
const texts = v.record(v.string(), v.string())

const eventSchema = v.strictObject({
  kind: v.literal('event'),
  ...named,
  version: v.number(),
  fields: v.record(
    v.string(),
    v.strictObject({
      type: v.picklist(['text', 'integer', 'number', 'boolean', 'time']),
      meaning: v.string(),
    }),
  ),
  shardBy: v.string(),
  time: v.string(),
  topics: texts,
})

const figureSchema = v.strictObject({
  kind: v.literal('live figure'),
  ...named,
  /** The events that change it. */
  events: v.array(v.string()),
  /** How it comes from them, in words. What its `value` computes is code, and not told. */
  settings: texts,
  measures: texts,
})

const cacheSchema = v.strictObject({
  kind: v.literal('cache'),
  ...named,
  key: v.string(),
  /** Seconds. */
  ttl: v.number(),
  negativeTtl: v.number(),
  staleIfError: v.number(),
  /** The relations that its answers come from. */
  from: v.array(v.string()),
})

const schema = v.variant('kind', [eventSchema, figureSchema, cacheSchema])

/** An event, a live figure or a cache as a release has it: a database and a Grafana know nothing of them. */
export type LiveDefinition = v.InferOutput<typeof schema>
export type LiveEvent = v.InferOutput<typeof eventSchema>
export type LiveFigureText = v.InferOutput<typeof figureSchema>
export type LiveCache = v.InferOutput<typeof cacheSchema>

/** Where a release keeps each kind. */
export const liveFolders = { event: 'events', 'live figure': 'live-figures', cache: 'caches' } as const

export const isLiveKind = (kind: string): kind is keyof typeof liveFolders => Object.hasOwn(liveFolders, kind)

/** What the file of a definition holds; undefined where it is none. */
export function readLiveDefinition(json: unknown): LiveDefinition | undefined {
  const read = v.safeParse(schema, isJsonObject(json) ? json : {})
  return read.success ? read.output : undefined
}
