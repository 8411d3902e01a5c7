import type { QueryLine, QueryRequest, Refusal } from '../toolkit/preview/api.ts'
import type { QueryAnswer } from './data/query-answer.ts'

/** A question that the server refuses, in its words. */
export class Refused extends Error {
  constructor({ what, next }: Refusal) {
    super(`${what} ${next}`)
  }
}

/** Asks the server for one of its answers. */
export async function ask<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(`/api/${path}`, signal ? { signal } : {})
  if (response.ok) return response.json()
  throw new Refused(await response.json())
}

/** Runs one query of a panel. */
export async function runPanelQuery(request: QueryRequest, signal: AbortSignal): Promise<QueryAnswer> {
  const response = await fetch('/api/query', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  })
  if (!response.ok || !response.body) throw new Refused(await response.json())
  const rows: (readonly (string | null)[])[] = []
  let answer: Omit<QueryAnswer, 'rows'> = {
    sql: '',
    from: 0,
    to: 0,
    fill: null,
    columns: [],
    cut: false,
    milliseconds: undefined,
    error: undefined,
  }
  for await (const line of linesOf(response.body)) {
    const said: QueryLine = JSON.parse(line)
    if ('rows' in said) rows.push(...said.rows)
    else if ('end' in said) answer = { ...answer, cut: said.end.cut, milliseconds: said.end.milliseconds }
    else answer = { ...answer, ...said }
  }
  return { ...answer, rows }
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    const lines = (rest + (value ?? '')).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
    if (done) return
  }
}
