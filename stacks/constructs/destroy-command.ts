import type { LocalExecProvisioner } from 'cdktf'
import type { Construct } from 'constructs'
import { literal } from './literal.ts'
import { programFrom, type SightlineCommand } from './sightline-command.ts'

/** A command of sightline that runs when what it undoes is destroyed. */
export interface DestroyCommand extends Pick<SightlineCommand, 'name' | 'args'> {
  /** What the shell says before it: such a command may refer to no variable of the stack, only to inherited ones. */
  readonly environment: Readonly<Record<string, string>>
}

/** A command as Terraform runs it when a resource is destroyed; the shell sees its words as arguments, not as code. */
export function destroyCommand(
  scope: Construct,
  { name, args, environment }: DestroyCommand,
): LocalExecProvisioner {
  const assignments = Object.entries(environment).map(([key, value]) => `${key}="${value}"`)
  const words = [name, ...args].map(literal)
  return {
    type: 'local-exec',
    when: 'destroy',
    interpreter: [
      'sh',
      '-c',
      `${assignments.join(' ')} exec node "$0" "$@"`,
      programFrom(scope),
      ...words.slice(0, -1),
    ],
    command: words.at(-1) ?? '',
  }
}
