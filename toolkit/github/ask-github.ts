import { type GenericSchema, object, string } from 'valibot'
import { readAnswer } from '../foundation/read-answer.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { GitHub } from './github.ts'
import { requireGitHub } from './require-github.ts'

/** Waits before another attempt, in milliseconds; what would be made twice is not tried again. */
const pauses = [500, 2000]

/** What is asked, below the repository. */
interface Question<T> {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly content?: object
  readonly schema: GenericSchema<unknown, T>
}

/**
 * Asks GitHub's REST API something about a repository; what may pass is tried again.
 *
 * @throws SightlineError that says what GitHub said, and never the token
 */
export async function askGitHub<T>(github: GitHub, question: Question<T>): Promise<T> {
  const { method, schema } = question
  const path = `repos/${github.repository}/${question.path}`
  const { url, response } = await send(github, method, path, question.content)
  if (!response.ok) throw await refused(url, method, response)
  return read(schema, response, `${method} ${url}`)
}

/** Whom the token belongs to; undefined for that of a workflow or an app, which is no person. */
export async function userOf(github: GitHub): Promise<string | undefined> {
  const { url, response } = await send(github, 'GET', 'user')
  if (response.status === 403) return undefined
  if (!response.ok) throw await refused(url, 'GET', response)
  return (await read(object({ login: string() }), response, `GET ${url}`)).login
}

async function read<T>(schema: GenericSchema<unknown, T>, response: Response, place: string): Promise<T> {
  const answer: unknown = await response.json().catch(() => undefined)
  const next = 'See that GITHUB_API_URL is the address of GitHub’s API.'
  return readAnswer(schema, answer, { system: 'GitHub', place, next })
}

async function send(
  github: GitHub,
  method: Question<unknown>['method'],
  path: string,
  content?: object,
): Promise<{ readonly url: string; readonly response: Response }> {
  requireGitHub(github)
  const { api, token } = github
  const url = `${api.replace(/\/$/, '')}/${path}`
  const request: RequestInit = {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'user-agent': 'sightline',
      ...(content ? { 'content-type': 'application/json' } : {}),
    },
    ...(content ? { body: JSON.stringify(content) } : {}),
  }
  const ask = () => fetch(url, { ...request, signal: AbortSignal.timeout(30_000) })
  for (const pause of method === 'POST' ? [] : pauses) {
    const response = await ask().catch(() => undefined)
    if (response && response.status < 500) return { url, response }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  const response = await ask().catch((cause: unknown) => {
    throw unreachable(url, cause)
  })
  return { url, response }
}

function unreachable(url: string, cause: unknown): SightlineError {
  return new SightlineError(
    {
      code: 'github-unreachable',
      what: `GitHub cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}.`,
      value: url,
      next: 'See that GITHUB_API_URL is right and that this machine may connect to it.',
    },
    { cause },
  )
}

async function refused(url: string, method: string, response: Response): Promise<SightlineError> {
  const text = await response.text()
  const message = /"message"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? response.statusText
  const { status } = response
  const next =
    status === 401
      ? 'Give the token of the workflow: GITHUB_TOKEN: ${{ github.token }}.'
      : status === 403 || status === 404
        ? 'Let the workflow write: `permissions: { pull-requests: write }`; a pull request from a fork may only read.'
        : 'See what GitHub says, and try again.'
  return new SightlineError({
    code: 'github-refuses',
    what: `GitHub answers ${status}: ${message}.`,
    value: `${method} ${url}`,
    next,
  })
}
