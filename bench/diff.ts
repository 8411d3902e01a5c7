import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs the command line of this repository, and returns the milliseconds that it takes. */
function run(repository: string, ...args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['bin/sightline.mjs', ...args], { cwd: repository })
  if (status !== 0) throw new Error(`sightline ${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - start
}

/** The shortest times of the whole diff of this project with its last commit, and of the two builds alone. */
export function timeDiff(repository: string): { readonly diff: number; readonly builds: number } {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'))
  try {
    const builds = () =>
      run(repository, 'build', '--out', join(folder, 'a')) +
      run(repository, 'build', '--out', join(folder, 'b'))
    const diff = () => run(repository, 'diff', 'HEAD')
    return { diff: Math.min(diff(), diff()), builds: Math.min(builds(), builds()) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
