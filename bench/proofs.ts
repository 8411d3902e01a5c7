import { execFileSync } from 'node:child_process'

/** How long the proofs of this project take, once Postgres has started. */
export function timeProofs(repository: string): { readonly proofs: number; readonly milliseconds: number } {
  const output = execFileSync(process.execPath, ['bin/sightline.mjs', 'test', '--json'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { passed, seconds }: { readonly passed: number; readonly seconds: number } = JSON.parse(output)
  return { proofs: passed, milliseconds: seconds * 1000 }
}
