import { SightlineError } from '../foundation/sightline-error.ts'
import type { GitHub } from './github.ts'
import { requireGitHub } from './require-github.ts'

/** Waits before another attempt, in milliseconds; what would be made twice is not tried again. */
const pauses = [500, 2000]

/**
 * Asks GitHub's REST API something about a repository; what may pass is tried again.
 *
 * @throws SightlineError that says what GitHub said, and never the token
 */
export async function askGitHub(
  github: GitHub,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  content?: object,
): Promise<unknown> {
  requireGitHub(github)
  const { api, repository, token } = github
  const url = `${api.replace(/\/$/, '')}/repos/${repository}/${path}`
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
    signal: AbortSignal.timeout(30_000),
  }
  for (const pause of [...(method === 'POST' ? [] : pauses), undefined]) {
    const response = await fetch(url, request).catch((cause: unknown) => unreachable(url, cause, pause))
    if (response?.ok) return response.json()
    if (response && (pause === undefined || response.status < 500)) throw await refused(url, method, response)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Tried again while there is a pause left. */
function unreachable(url: string, cause: unknown, pause: number | undefined): undefined {
  if (pause !== undefined) return undefined
  throw new SightlineError(
    {
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
    what: `GitHub answers ${status}: ${message}.`,
    value: `${method} ${url}`,
    next,
  })
}
