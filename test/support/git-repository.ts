import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { repository } from './run-sightline.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A git repository of its own, with a working tree. */
export interface GitRepository {
  readonly folder: string
  write(path: string, text: string): void
  git(...args: readonly string[]): string
  /** Commits everything. */
  commit(message: string): void
}

/** An empty repository whose main branch is `main`. */
export async function gitRepository(): Promise<GitRepository> {
  const folder = await temporaryFolder()
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  git('init', '--quiet', '--initial-branch=main')
  write('.gitignore', 'node_modules\n.sightline\n')
  const commit = (message: string) => {
    git('add', '--all')
    git('commit', '--quiet', '--message', message)
  }
  return { folder, write, git, commit }
}

/** A repository whose packages are those of this one, with sightline among them. */
export async function userRepository(): Promise<GitRepository> {
  const made = await gitRepository()
  mkdirSync(join(made.folder, 'node_modules'))
  await symlink(repository, join(made.folder, 'node_modules', 'sightline'), 'dir')
  await symlink(
    join(repository, 'node_modules', 'kysely'),
    join(made.folder, 'node_modules', 'kysely'),
    'dir',
  )
  made.write('package.json', '{ "name": "shop", "type": "module", "private": true }\n')
  return made
}

/** This repository's own files in a repository of their own, as one commit. */
export async function ownRepository(): Promise<GitRepository> {
  const made = await gitRepository()
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  })
  const needed = /^(?:bin|cli|toolkit|sql|realtime|cache|reports|dashboards|alerts|sample)\/|^[\w.-]+$/
  for (const path of listed.split('\0').filter((name) => name !== '' && needed.test(name)))
    cpSync(join(repository, path), join(made.folder, path))
  await symlink(join(repository, 'node_modules'), join(made.folder, 'node_modules'), 'dir')
  made.write('.gitignore', 'node_modules\n.sightline\n')
  made.commit('The project')
  return made
}
