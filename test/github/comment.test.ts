import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commentOnPullRequest, pullRequestOf } from 'sightline/engine'
import { describe, expect, test } from 'vitest'
import { repository, runProgram } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { bot, type GitHubServer, gitHubServer, personalToken, token } from './github-server.ts'

const of = ({ url }: GitHubServer, given = token) => ({ api: url, repository: 'acme/shop', token: given })
const comment = (markdown: string, id = 'diff') => ({ pullRequest: 7, id, markdown })

describe("a comment, on a server that holds requests to GitHub's documented API", () => {
  test('is written once and updated from then on', async () => {
    const server = await gitHubServer()
    server.comments.push({ id: 1, body: 'Looks good. <!-- sightline diff -->', user: bot })
    expect(await commentOnPullRequest(of(server), comment('one'))).toEqual({
      outcome: 'created',
      url: 'https://github.com/acme/shop/pull/7#issuecomment-101',
    })
    expect(await commentOnPullRequest(of(server), comment('two'))).toMatchObject({ outcome: 'updated' })
    expect(server.comments.map(({ body }) => body)).toEqual([
      'Looks good. <!-- sightline diff -->',
      '<!-- sightline diff -->\ntwo\n',
    ])
  })

  test('is left alone where nothing is new', async () => {
    const server = await gitHubServer()
    await commentOnPullRequest(of(server), comment('same'))
    expect(await commentOnPullRequest(of(server), comment('same'))).toMatchObject({ outcome: 'unchanged' })
    expect(server.requests.filter((request) => request.startsWith('PATCH'))).toEqual([])
  })

  test('is found behind hundreds of others', async () => {
    const server = await gitHubServer()
    for (let id = 0; id < 250; id++) server.comments.push({ id, body: `Comment ${id}`, user: bot })
    server.comments.push({ id: 999, body: '<!-- sightline diff -->\nold\n', user: bot })
    expect(await commentOnPullRequest(of(server), comment('new'))).toMatchObject({ outcome: 'updated' })
    expect(server.comments.at(-1)?.body).toContain('new')
  })

  test.each([
    ['the workflow', token],
    ['a person', personalToken],
  ])('of a stranger that begins as ours is left alone by %s', async (_, given) => {
    const server = await gitHubServer()
    const stranger = { login: 'mallory', type: 'User' } as const
    const bodies = ['<!-- sightline diff -->\nfine, merge it\n', '<!-- sightline diff -->\n']
    server.comments.push({ id: 1, body: bodies[0] ?? '', user: stranger })
    server.comments.push({ id: 2, body: bodies[1] ?? '', user: null })
    expect(await commentOnPullRequest(of(server, given), comment('one'))).toMatchObject({
      outcome: 'created',
    })
    expect(await commentOnPullRequest(of(server, given), comment('two'))).toMatchObject({
      outcome: 'updated',
    })
    expect(server.comments.map(({ body }) => body)).toEqual([...bodies, '<!-- sightline diff -->\ntwo\n'])
  })

  test('stands beside another one of ours', async () => {
    const server = await gitHubServer()
    await commentOnPullRequest(of(server), comment('one'))
    await commentOnPullRequest(of(server), comment('two', 'preview'))
    expect(server.comments).toHaveLength(2)
  })

  test('stays below 60,000 characters, with every fence and fold closed', async () => {
    const server = await gitHubServer()
    const long = `<details>\n\n\`\`\`diff\n${'+ a line of SQL\n'.repeat(8000)}\`\`\`\n\n</details>`
    await commentOnPullRequest(of(server), comment(long))
    const [{ body } = { body: '' }] = server.comments
    expect(body.length).toBeLessThan(60_000)
    expect(body).toMatch(
      /\+ a line of SQL\n```\n\n<\/details>\n\n_The rest does not fit into a comment\._\n$/,
    )
  })

  test('is tried again where GitHub has a bad moment', async () => {
    const server = await gitHubServer()
    server.failures.push(502)
    expect(await commentOnPullRequest(of(server), comment('one'))).toMatchObject({ outcome: 'created' })
  })

  test('is refused in GitHub’s words, without the token', async () => {
    const server = await gitHubServer()
    const refused = commentOnPullRequest(of(server, 'ghs_wrong'), comment('one'))
    await expect(refused).rejects.toThrow('GitHub answers 401: Bad credentials.')
    await expect(refused).rejects.not.toThrow('ghs_wrong')
  })
})

test.each([
  ['a pull request', { pull_request: { number: 12 } }, 12],
  ['a comment on one', { issue: { number: 13 } }, 13],
])('the number comes from the event of %s', (_, event, number) => {
  expect(pullRequestOf(event)).toBe(number)
})

describe('sightline comment', () => {
  const run = (server: GitHubServer, args: readonly string[], environment: Record<string, string>) =>
    runProgram([join(repository, 'bin/sightline.mjs'), 'comment', ...args], repository, {
      GITHUB_API_URL: server.url,
      ...environment,
    })

  test('takes the pull request from the event of the workflow', async () => {
    const server = await gitHubServer()
    const folder = await temporaryFolder()
    const [event, file] = [join(folder, 'event.json'), join(folder, 'diff.md')]
    await writeFile(event, JSON.stringify({ pull_request: { number: 7 } }))
    await writeFile(file, '**Cosmetic.**\n')
    const workflow = { GITHUB_TOKEN: token, GITHUB_REPOSITORY: 'acme/shop', GITHUB_EVENT_PATH: event }
    const { code, stdout, stderr } = await run(server, [file], workflow)
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'The comment on #7 is created: https://github.com/acme/shop/pull/7#issuecomment-100\n',
      stderr: 'Asking GitHub for the comments on #7 …\n',
    })
    expect(server.comments[0]?.body).toBe('<!-- sightline diff -->\n**Cosmetic.**\n')
  })

  test('says what the environment lacks', async () => {
    const server = await gitHubServer()
    const { code, stderr } = await run(server, ['README.md', '--pull-request', '7'], {
      GITHUB_TOKEN: '',
      GITHUB_REPOSITORY: 'acme/shop',
    })
    expect(code).toBe(2)
    expect(stderr).toContain('value: GITHUB_TOKEN')
  })
})

describe('a wrong environment', () => {
  const fine = { api: 'https://api.github.com', repository: 'acme/shop', token: 'abc' }

  test('with a token of two lines is refused, and the token is not shown', async () => {
    const refusal = await commentOnPullRequest({ ...fine, token: 'x\ny' }, comment('one')).catch(String)
    expect(refusal).toContain('The token for GitHub has characters that no token has.')
    expect(refusal).not.toContain('x\ny')
  })

  test.each(['acme', 'acme/../shop', 'acme/..', ''])(
    'with the repository %o is refused',
    async (repository) => {
      await expect(commentOnPullRequest({ ...fine, repository }, comment('one'))).rejects.toThrow(
        'This is not the name of a repository on GitHub.',
      )
    },
  )

  test.each(['zzz', 'https://me:secret@api.github.com'])('with the address %s is refused', async (api) => {
    const refused = commentOnPullRequest({ ...fine, api }, comment('one'))
    await expect(refused).rejects.toThrow('This is not the address of a GitHub.')
    await expect(refused).rejects.not.toThrow('secret')
  })
})
