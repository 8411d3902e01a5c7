import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { git } from './git.ts'
import type { Revision } from './git-revision.ts'

/** A revision beside the working tree. */
export interface Checkout {
  /** Where the working tree and the checkout begin. */
  readonly repository: string
  readonly root: string
  /** The folder that stands where the present one does. */
  readonly folder: string
  /** A folder for what is made of it. */
  readonly scratch: string
}

/** Checks a revision out beside the working tree, and leaves nothing behind: not when it is interrupted either. */
export async function withCheckout<T>(
  folder: string,
  { commit }: Revision,
  use: (checkout: Checkout) => Promise<T>,
): Promise<T> {
  const repository = await git(folder, 'rev-parse', '--show-toplevel')
  const prefix = await git(folder, 'rev-parse', '--show-prefix')
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'sightline-revision-')))
  const root = join(scratch, 'tree')
  const remove = () => {
    spawnSync('git', ['worktree', 'remove', '--force', root], { cwd: repository, stdio: 'ignore' })
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  process.once('exit', remove)
  try {
    await git(
      repository,
      '-c',
      'core.hooksPath=/dev/null',
      'worktree',
      'add',
      '--detach',
      '--quiet',
      root,
      commit,
    )
    return await use({ repository, root, folder: join(root, prefix), scratch })
  } finally {
    process.off('exit', remove)
    remove()
  }
}
