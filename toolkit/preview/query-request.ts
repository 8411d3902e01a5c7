import type { IncomingMessage } from 'node:http'
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
  const value = parsed(text)
  if (isQueryRequest(value)) return value
  throw malformed(text.slice(0, 200))
}

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

function isQueryRequest(value: unknown): value is QueryRequest {
  if (typeof value !== 'object' || value === null) return false
  if (!('dashboard' in value && 'panel' in value && 'refId' in value && 'from' in value && 'to' in value))
    return false
  if (!('maxDataPoints' in value && 'variables' in value)) return false
  const { dashboard, panel, refId, from, to, maxDataPoints, variables } = value
  return (
    [dashboard, refId, from, to].every((one) => typeof one === 'string') &&
    Number.isInteger(panel) &&
    typeof maxDataPoints === 'number' &&
    maxDataPoints >= 1 &&
    maxDataPoints <= 100_000 &&
    isGivenVariables(variables)
  )
}

function isGivenVariables(value: unknown): value is GivenVariables {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every(
    (values) => Array.isArray(values) && values.every((one) => typeof one === 'string'),
  )
}

function malformed(value: string): SightlineError {
  return new SightlineError({
    what: 'This is not a request for a query.',
    value,
    next: 'Send dashboard, panel, refId, from, to, maxDataPoints and variables; the SQL is not sent.',
  })
}
