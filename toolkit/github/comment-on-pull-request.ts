import * as v from 'valibot'
import { SightlineError } from '../foundation/sightline-error.ts'
import { askGitHub, userOf } from './ask-github.ts'
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

const commentSchema = v.object({
  id: v.number(),
  body: v.nullish(v.string(), ''),
  html_url: v.string(),
  user: v.nullish(v.object({ login: v.string(), type: v.optional(v.string()) })),
})

type Comment = v.InferOutput<typeof commentSchema>

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
  if (earlier && withoutReturns(earlier.body).trimEnd() === body.trimEnd())
    return { outcome: 'unchanged', url: earlier.html_url }
  const written = { content: { body }, schema: commentSchema }
  const { html_url: url } = await askGitHub(
    github,
    earlier
      ? { method: 'PATCH', path: `issues/comments/${earlier.id}`, ...written }
      : { method: 'POST', path: `issues/${pullRequest}/comments`, ...written },
  )
  return { outcome: earlier ? 'updated' : 'created', url }
}

const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n')

/** Anybody can write a comment that begins with the marker: only one of this user, or of a bot, is ours. */
async function findComment(
  github: GitHub,
  pullRequest: number,
  marker: string,
): Promise<Comment | undefined> {
  const own = await userOf(github)
  const isOurs = ({ body, user }: Comment) =>
    body.startsWith(marker) && (user?.type === 'Bot' || (own !== undefined && user?.login === own))
  for (let page = 1; ; page++) {
    const path = `issues/${pullRequest}/comments?per_page=100&page=${page}`
    const comments = await askGitHub(github, { method: 'GET', path, schema: v.array(commentSchema) })
    const found = comments.find(isOurs)
    if (found || comments.length < 100) return found
  }
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

const numbered = v.object({ number: v.number() })
const eventSchema = v.union([v.object({ pull_request: numbered }), v.object({ issue: numbered })])

/** The number of the pull request that a workflow runs for, as GitHub's event tells it. */
export function pullRequestOf(event: unknown): number {
  const parsed = v.safeParse(eventSchema, event)
  if (parsed.success)
    return 'issue' in parsed.output ? parsed.output.issue.number : parsed.output.pull_request.number
  throw new SightlineError({
    code: 'not-a-pull-request',
    what: 'This workflow does not run for a pull request.',
    next: 'Run it on `pull_request`, or name the pull request: --pull-request 12.',
  })
}
