import { chmodSync, closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Keeps a state file to its owner, and out of git: it holds the passwords of what Terraform created. Terraform writes
 * into files that are there, and an empty one is no state.
 */
export function keepPrivate(state: string): void {
  for (const file of [state, `${state}.backup`]) {
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
  }
  ignoreInGit(join(dirname(state), '.gitignore'))
}

const pattern = 'terraform.*.tfstate*'

function ignoreInGit(file: string): void {
  const lines = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (lines.split(/\r?\n/).includes(pattern)) return
  const separator = lines === '' || lines.endsWith('\n') ? '' : '\n'
  writeFileSync(file, `${lines}${separator}${pattern}\n`)
}
