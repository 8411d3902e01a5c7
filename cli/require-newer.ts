import { execFile } from 'node:child_process'
import type { ClientBase } from 'pg'
import semver from 'semver'
import { type DesiredState, type PastRelease, releaseHistory, SightlineError } from 'sightline/engine'
import { committed } from './git-revision.ts'

/**
 * Refuses a release that is older than the deployed one: of a lower version, or of an earlier revision of the
 * repository. A revision that reverts a change is newer, though what it builds was deployed before.
 *
 * @throws SightlineError naming both
 */
export async function requireNewer(
  client: ClientBase,
  { project, version }: DesiredState,
  { folder, revision }: { readonly folder: string; readonly revision: string | undefined },
): Promise<void> {
  const history = await releaseHistory(client, project)
  const deployed = history.find(({ phase }) => phase !== 'started')
  if (!deployed || deployed.version === version) return
  const comparable = semver.valid(version) && semver.valid(deployed.version)
  const order = comparable ? semver.compare(version, deployed.version) : 0
  const isOlder =
    order < 0 || (order === 0 && (await isBefore(revision, deployed.gitRevision ?? undefined, folder)))
  if (isOlder) throw older(version, revision, deployed)
}

/** Whether a revision comes before another one; where the repository does not know both, nobody can tell. */
async function isBefore(
  revision: string | undefined,
  other: string | undefined,
  folder: string,
): Promise<boolean> {
  if (revision === undefined || other === undefined) return false
  const [own, theirs] = [committed(revision), committed(other)]
  if (own === theirs) return false
  return new Promise((resolve) => {
    execFile('git', ['merge-base', '--is-ancestor', own, theirs], { cwd: folder }, (error) =>
      resolve(error === null),
    )
  })
}

function older(version: string, revision: string | undefined, deployed: PastRelease): SightlineError {
  const named = (name: string, at: string | null | undefined) => (at ? `${name} (${at})` : name)
  return new SightlineError({
    code: 'older-than-deployed',
    what: `This release is older than the deployed one, ${named(deployed.version, deployed.gitRevision)}; nothing was changed.`,
    value: named(version, revision),
    next: 'Deploy the newest revision, or go back on purpose with `sightline rollback` or --allow-older.',
  })
}
