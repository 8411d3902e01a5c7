import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { GivenVariables, QueryRequest } from './api.ts'

const longest = 100_000

/**
 * Reads a request for a query.
 *
 * @throws SightlineError where it is not one
 */
export async function readQueryRequest(request: IncomingMessage): Promise<QueryRequest> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > longest) throw malformed('more than 100 kB')
  }
  const value = v.safeParse(querySchema, parsed(text))
  if (value.success) return value.output
  throw malformed(text.slice(0, 200))
}

const querySchema = v.object({
  dashboard: v.string(),
  panel: v.pipe(v.number(), v.integer()),
  refId: v.string(),
  from: v.string(),
  to: v.string(),
  maxDataPoints: v.pipe(v.number(), v.minValue(1), v.maxValue(100_000)),
  variables: v.record(v.string(), v.array(v.string())),
})

/** The values of variables in an address: `var-user=17`, several times for several values. */
export function variablesInAddress(query: URLSearchParams): GivenVariables {
  const names = [...new Set(query.keys())].filter((name) => name.startsWith('var-'))
  return Object.fromEntries(names.map((name) => [name.slice('var-'.length), query.getAll(name)]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function malformed(value: string): SightlineError {
  return new SightlineError({
    code: 'invalid-query-request',
    what: 'This is not a request for a query.',
    value,
    next: 'Send dashboard, panel, refId, from, to, maxDataPoints and variables; the SQL is not sent.',
  })
}
