import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DesiredState, desiredState } from 'sightline/engine'
import { beforeAll, expect, inject, test } from 'vitest'
import { gitRevision } from '../../cli/git-revision.ts'
import { requireNewer } from '../../cli/require-newer.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { caseDatabase } from './support/case-database.ts'
import { shopRelease } from './support/small-shop.ts'
import { firstDefinitions, secondDefinitions } from './support/two-releases.ts'

let folder = ''
let [first, second] = ['', '']

/** A revision of its own in the repository; what is in it does not matter. */
function commit(message: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim()
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '--allow-empty', '-m', message)
  return git('rev-parse', '--short=12', 'HEAD')
}

beforeAll(async () => {
  folder = await temporaryFolder()
  execFileSync('git', ['init', '-q'], { cwd: folder })
  first = commit('first')
  second = commit('second')
})

async function attempt(
  deployed: (role: string) => readonly [DesiredState, string],
  next: (role: string) => readonly [DesiredState, string | undefined],
): Promise<string> {
  const { client, role, end } = await caseDatabase(inject('server'))
  const [state, gitRevision] = deployed(role)
  await applyRelease(client, state, { gitRevision })
  const [desired, revision] = next(role)
  const refusal = await requireNewer(client, desired, { folder, revision }).then(
    () => 'allowed',
    (error: unknown) => String(error),
  )
  await end()
  return refusal
}

const one = (role: string, version = '1.0.0') => desiredState(shopRelease(firstDefinitions, role, version))
const two = (role: string, version = '1.0.0') => desiredState(shopRelease(secondDefinitions, role, version))

test('a release of an earlier revision than the deployed one is refused', async () => {
  const refusal = await attempt(
    (role) => [two(role), second],
    (role) => [one(role), first],
  )
  expect(refusal).toContain('This release is older than the deployed one, 1.0.0+')
  expect(refusal).toContain(`(${second}); nothing was changed.`)
  expect(refusal).toContain('--allow-older')
})

test('a later revision is not, though it brings back what was deployed before', async () => {
  const reverted = await attempt(
    (role) => [two(role), first],
    (role) => [one(role), second],
  )
  expect(reverted).toBe('allowed')
})

test('a lower version is refused, whatever the repository says', async () => {
  const lower = await attempt(
    (role) => [two(role, '1.10.0'), first],
    (role) => [one(role, '1.9.0'), second],
  )
  expect(lower).toContain('older than the deployed one, 1.10.0+')
})

test('a revision with changes that are not committed is marked, and stands where its commit does', async () => {
  expect(await gitRevision(folder)).toBe(second)
  await writeFile(join(folder, 'new.ts'), '')
  const marked = await gitRevision(folder)
  expect(marked).toBe(`${second}-dirty`)
  const older = await attempt(
    (role) => [two(role), marked ?? ''],
    (role) => [one(role), first],
  )
  expect(older).toContain(`(${second}-dirty); nothing was changed.`)
  const committed = await attempt(
    (role) => [two(role), marked ?? ''],
    (role) => [one(role), second],
  )
  expect(committed).toBe('allowed')
  await rm(join(folder, 'new.ts'))
})

test('the same release, and one whose age nobody can tell, are allowed', async () => {
  const same = await attempt(
    (role) => [one(role), second],
    (role) => [one(role), first],
  )
  const unknown = await attempt(
    (role) => [two(role), '123456789abc'],
    (role) => [one(role), undefined],
  )
  expect([same, unknown]).toEqual(['allowed', 'allowed'])
})
