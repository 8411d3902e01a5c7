import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { App, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'

const program = join(
  dirname(createRequire(import.meta.url).resolve('sightline/package.json')),
  'bin/sightline.mjs',
)

/** A command of sightline as Terraform runs it: in the folder of the synthesized stack, by a path from there. */
export function sightlineCommand(scope: Construct, ...args: readonly string[]): string {
  const folder = resolve(App.of(scope).outdir, 'stacks', TerraformStack.of(scope).node.id)
  return ['node', relative(folder, program).replaceAll('\\', '/'), ...args].join(' ')
}
