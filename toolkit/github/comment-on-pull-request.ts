import { SightlineError } from '../foundation/sightline-error.ts'
import { askGitHub } from './ask-github.ts'
import type { GitHub } from './github.ts'

/** A comment that is kept up to date on a pull request. */
export interface PullRequestComment {
  readonly pullRequest: number
  /** Tells this comment from others of ours, and is not shown. */
  readonly id: string
  readonly markdown: string
}

/** What became of the comment, and where it is. */
export interface CommentResult {
  readonly outcome: 'created' | 'updated' | 'unchanged'
  readonly url: string
}

interface Comment {
  readonly id: number
  readonly body: string
  readonly url: string
}

/** GitHub takes 65,536 characters; what is longer is cut here, so that the comment always arrives. */
const longest = 60_000

/**
 * Writes a comment on a pull request, or updates the one it wrote before.
 *
 * @throws SightlineError where GitHub refuses
 * @example await commentOnPullRequest(github, { pullRequest: 12, id: 'diff', markdown })
 */
export async function commentOnPullRequest(
  github: GitHub,
  { pullRequest, id, markdown }: PullRequestComment,
): Promise<CommentResult> {
  const marker = `<!-- sightline ${id} -->`
  const body = withinLimit(`${marker}\n${markdown.trimEnd()}\n`)
  const earlier = await findComment(github, pullRequest, marker)
  if (earlier?.body.trimEnd() === body.trimEnd()) return { outcome: 'unchanged', url: earlier.url }
  const made = earlier
    ? await askGitHub(github, 'PATCH', `issues/comments/${earlier.id}`, { body })
    : await askGitHub(github, 'POST', `issues/${pullRequest}/comments`, { body })
  return { outcome: earlier ? 'updated' : 'created', url: commentOf(made)?.url ?? '' }
}

async function findComment(
  github: GitHub,
  pullRequest: number,
  marker: string,
): Promise<Comment | undefined> {
  for (let page = 1; ; page++) {
    const found = await askGitHub(github, 'GET', `issues/${pullRequest}/comments?per_page=100&page=${page}`)
    const comments: readonly unknown[] = Array.isArray(found) ? found : []
    const own = comments.map(commentOf).find((comment) => comment?.body.startsWith(marker))
    if (own || comments.length < 100) return own
  }
}

function commentOf(value: unknown): Comment | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'number')
    return undefined
  const body = 'body' in value && typeof value.body === 'string' ? value.body : ''
  const url = 'html_url' in value && typeof value.html_url === 'string' ? value.html_url : ''
  return { id: value.id, body: body.replaceAll('\r\n', '\n'), url }
}

function withinLimit(body: string): string {
  if (body.length < longest) return body
  const note = '\n\n_The rest does not fit into a comment._\n'
  const lines = body
    .slice(0, longest - note.length - 100)
    .split('\n')
    .slice(0, -1)
  return `${closed(lines)}${note}`
}

/** Closes what the cut left open: a fence, and folded parts. */
function closed(lines: readonly string[]): string {
  const fences = lines.filter((line) => /^`{3,}/.test(line)).length
  const text = [...lines, ...(fences % 2 === 1 ? ['```'] : [])].join('\n')
  const open = (text.match(/<details>/g)?.length ?? 0) - (text.match(/<\/details>/g)?.length ?? 0)
  return `${text}\n${'\n</details>'.repeat(Math.max(0, open))}`
}

/** The number of the pull request that a workflow runs for, as GitHub's event tells it. */
export function pullRequestOf(event: unknown): number {
  if (typeof event === 'object' && event !== null) {
    if ('pull_request' in event && hasNumber(event.pull_request)) return event.pull_request.number
    if ('issue' in event && hasNumber(event.issue)) return event.issue.number
  }
  throw new SightlineError({
    what: 'This workflow does not run for a pull request.',
    next: 'Run it on `pull_request`, or name the pull request: --pull-request 12.',
  })
}

function hasNumber(value: unknown): value is { number: number } {
  return typeof value === 'object' && value !== null && 'number' in value && typeof value.number === 'number'
}
