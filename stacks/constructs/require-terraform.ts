import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SightlineError } from 'sightline/engine'

/**
 * Refuses to go on without Terraform or OpenTofu, whose version cdktf asks for when it synthesizes.
 *
 * @throws SightlineError saying what was looked for
 */
export function requireTerraform(environment: NodeJS.ProcessEnv = process.env): void {
  const name = environment.TERRAFORM_BINARY_NAME ?? 'terraform'
  const folders = (environment.PATH ?? '').split(delimiter)
  const files = name.includes('/')
    ? [name]
    : folders.flatMap((folder) => [join(folder, name), join(folder, `${name}.exe`)])
  if (files.some(isExecutable)) return
  throw new SightlineError({
    code: 'terraform-not-found',
    what: 'Neither Terraform nor OpenTofu is here, and nothing was done.',
    value: name,
    next: 'Install Terraform 1.11 or later, or OpenTofu 1.11 and set TERRAFORM_BINARY_NAME=tofu.',
  })
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
