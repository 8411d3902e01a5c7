import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { App, type LocalExecProvisioner, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import { literal } from './literal.ts'

const program = join(
  dirname(createRequire(import.meta.url).resolve('sightline/package.json')),
  'bin/sightline.mjs',
)

/** A command of sightline and its arguments, none of which a shell reads. */
export interface SightlineCommand {
  readonly name: string
  readonly args: readonly [string, ...string[]]
  readonly environment?: Readonly<Record<string, string>>
}

/** A command of sightline as Terraform runs it: in the folder of the synthesized stack, by a path from there. */
export function sightlineCommand(
  scope: Construct,
  { name, args, environment }: SightlineCommand,
): LocalExecProvisioner {
  const words = [name, ...args].map(literal)
  return {
    type: 'local-exec',
    interpreter: ['node', programFrom(scope), ...words.slice(0, -1)],
    command: words.at(-1) ?? '',
    ...(environment ? { environment: { ...environment } } : {}),
  }
}

/** The path of our program from the folder of a synthesized stack. */
export function programFrom(scope: Construct): string {
  const folder = resolve(App.of(scope).outdir, 'stacks', TerraformStack.of(scope).node.id)
  return relative(folder, program).replaceAll('\\', '/')
}
