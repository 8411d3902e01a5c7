import { Argument, type Command } from 'commander'
import { completedCommands, completionScript, type Shell } from '../completion-script.ts'
import { printJson } from '../terminal.ts'

/** `sightline completion`: what has a shell complete the commands. */
export function completionCommand(program: Command): void {
  program
    .command('completion')
    .description('Print the script by which a shell completes the commands and their options.')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .option('--json', 'print it for a machine, with the commands and their options')
    .addHelpText(
      'after',
      '\nExample:\n  eval "$(sightline completion bash)"\n\nPut it into ~/.bashrc or ~/.zshrc; fish reads `sightline completion fish | source`.\n',
    )
    .action((shell: Shell, { json = false }: { json?: boolean }) => {
      const script = completionScript(program, shell)
      if (json) printJson({ shell, script, commands: completedCommands(program) })
      else process.stdout.write(script)
    })
}
