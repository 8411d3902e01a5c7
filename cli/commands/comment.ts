import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { commentOnPullRequest, type GitHub, pullRequestOf, SightlineError } from 'sightline/engine'
import { numberAboveZero } from '../numbers.ts'
import { Progress, print, printJson } from '../terminal.ts'

interface CommentOptions {
  readonly pullRequest?: number
  readonly id: string
  readonly json: boolean
}

/** `sightline comment`: one comment on the pull request, kept up to date. */
export function commentCommand(program: Command): void {
  program
    .command('comment')
    .description('Write a report as one comment on the pull request, or update the one that is there.')
    .argument('<file>', 'the markdown, as `sightline diff --format markdown` prints it; - for standard input')
    .option(
      '--pull-request <number>',
      'its number; that of the workflow’s event unless given',
      numberAboveZero,
    )
    .option('--id <name>', 'tells this comment from others of sightline', 'diff')
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline diff --format markdown > diff.md\n  sightline comment diff.md\n\nThe environment has GITHUB_TOKEN, GITHUB_REPOSITORY and, in a workflow, GITHUB_EVENT_PATH.\n',
    )
    .action(async (file: string, { id, json, pullRequest }: CommentOptions) => {
      const markdown = file === '-' ? await text(process.stdin) : await readMarkdown(file)
      const github = gitHubOf(process.env)
      const number = pullRequest ?? (await pullRequestOfWorkflow(process.env.GITHUB_EVENT_PATH))
      const progress = new Progress()
      if (!json) progress.step(`Asking GitHub for the comments on #${number}`)
      const comment = { pullRequest: number, id, markdown }
      const result = await commentOnPullRequest(github, comment).finally(() => progress.end())
      if (json) return printJson(result)
      print(`The comment on #${number} is ${result.outcome}: ${result.url}`)
    })
}

function gitHubOf({ GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL }: NodeJS.ProcessEnv): GitHub {
  const missing = [
    ...(GITHUB_TOKEN ? [] : ['GITHUB_TOKEN']),
    ...(GITHUB_REPOSITORY ? [] : ['GITHUB_REPOSITORY']),
  ]
  if (!GITHUB_TOKEN || !GITHUB_REPOSITORY) {
    throw new SightlineError({
      code: 'pull-request-settings-missing',
      what: 'The environment does not say on which repository to comment, or with whose right.',
      value: missing.join(', '),
      next: 'In a workflow, add `env: { GITHUB_TOKEN: ${{ github.token }} }` to the step; elsewhere, set both.',
    })
  }
  return {
    api: GITHUB_API_URL ?? 'https://api.github.com',
    repository: GITHUB_REPOSITORY,
    token: GITHUB_TOKEN,
  }
}

async function readMarkdown(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SightlineError(
      {
        code: 'report-unreadable',
        what: 'The report cannot be read.',
        value: file,
        next: 'Write it with `sightline diff --format markdown`, or give - and the text on standard input.',
      },
      { cause },
    )
  })
}

async function pullRequestOfWorkflow(path: string | undefined): Promise<number> {
  if (path === undefined) return pullRequestOf(undefined)
  const event: unknown = await readFile(path, 'utf8')
    .then((text) => JSON.parse(text))
    .catch((cause: unknown) => {
      const next = 'Give --pull-request NUMBER, or run it in a workflow, which sets GITHUB_EVENT_PATH.'
      throw new SightlineError(
        {
          code: 'workflow-event-unreadable',
          what: 'The event of the workflow cannot be read.',
          value: path,
          next,
        },
        { cause },
      )
    })
  return pullRequestOf(event)
}
