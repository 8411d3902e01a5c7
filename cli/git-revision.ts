import { SightlineError } from 'sightline/engine'
import { tryGit } from './git.ts'

/** The revision of the repository that a folder is in, where there is one; marked where changes are not committed. */
export async function gitRevision(folder: string): Promise<string | undefined> {
  const revision = await tryGit(folder, 'rev-parse', '--short=12', 'HEAD')
  if (revision === undefined) return undefined
  const changes = await tryGit(folder, 'status', '--porcelain', '--untracked-files=normal', '--', '.')
  return changes === '' ? revision : `${revision}${uncommitted}`
}

/** What stands after a revision whose checkout had other changes in it. */
const uncommitted = '-dirty'

/** The revision that was checked out, whatever was changed in it. */
export const committed = (revision: string): string =>
  revision.endsWith(uncommitted) ? revision.slice(0, -uncommitted.length) : revision

/** A revision by the name that people gave it. */
export interface Revision {
  readonly name: string
  readonly commit: string
}

/**
 * Finds the commit of a revision.
 *
 * @throws SightlineError where there is no such revision, or no repository
 */
export async function requireRevision(folder: string, name: string): Promise<Revision> {
  const commit = await tryGit(
    folder,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  )
  if (commit !== undefined) return { name, commit }
  await requireRepository(folder, name)
  throw new SightlineError({
    code: 'unknown-revision',
    what: 'There is no such revision, and no release folder of that name.',
    value: name,
    next: 'Fetch it (`git fetch origin main`; in a workflow, check out with fetch-depth: 0), or name another.',
  })
}

/**
 * What a branch is compared with unless something else is named: where it left the main branch.
 *
 * @throws SightlineError where there is no main branch
 */
export async function mergeBase(folder: string): Promise<Revision> {
  await requireRepository(folder, folder)
  const target = process.env.GITHUB_BASE_REF
  const names = target
    ? [`origin/${target}`, target]
    : ['origin/HEAD', 'main', 'origin/main', 'master', 'origin/master']
  for (const name of names) {
    const commit = await tryGit(folder, 'merge-base', '--end-of-options', name, 'HEAD')
    if (commit !== undefined) return { name: `${commit.slice(0, 12)} (where this left ${name})`, commit }
  }
  throw new SightlineError({
    code: 'no-main-branch',
    what: 'There is no main branch here to compare with.',
    value: names.join(', '),
    next: 'Name a revision or a release folder: `sightline diff HEAD~1`. In a workflow, check out with fetch-depth: 0.',
  })
}

async function requireRepository(folder: string, value: string): Promise<void> {
  if ((await tryGit(folder, 'rev-parse', '--git-dir')) !== undefined) return
  throw new SightlineError({
    code: 'not-a-git-repository',
    what: 'This folder is not in a git repository, and no release folder of that name is here.',
    value,
    next: 'Name a folder that `sightline build` wrote, or run sightline in a repository.',
  })
}
