import { type ChildProcess, fork } from 'node:child_process'
import { type Command, Option } from 'commander'
import { buildRelease, type DesiredGrafana, desiredGrafana, isDesiredGrafana } from 'sightline'
import { loadProject } from './load-project.ts'

const servingOption = '--serve-definitions'

/** Adds the option with which a command is started again in a process that only loads definitions. */
export function withServingOption(command: Command): Command {
  return command.addOption(new Option(servingOption, 'load definitions for a watching process').hideHelp())
}

/** Waits for the word, loads the definitions, answers with what they want of a Grafana, and ends. */
export async function serveDefinitions(command: Command): Promise<void> {
  if (!process.connected) return
  process.once('disconnect', () => process.exit())
  await new Promise((resolve) => process.once('message', resolve))
  const answer = await loadProject(command)
    .then(({ project }): Answer => ({ desired: desiredGrafana(buildRelease(project)) }))
    .catch((error: unknown): Answer => ({ problem: error instanceof Error ? error.message : String(error) }))
  await new Promise((resolve) => process.send?.(answer, resolve))
  process.disconnect()
}

type Answer = { readonly desired: DesiredGrafana } | { readonly problem: string }

/** Loads definitions again and again, each time in a process that has seen none of them: Node never forgets a module. */
export class DefinitionsProcess {
  #next: ChildProcess | undefined

  /** Starts the process that loads next, so that it has the toolkit ready by then. */
  standBy(): ChildProcess {
    if (!this.#next?.connected) this.#next = start()
    return this.#next
  }

  /**
   * What the definitions want now; undefined where they became stale before they were loaded.
   *
   * @throws LoadProblem where they cannot be loaded
   */
  async load(stale: Promise<void>): Promise<DesiredGrafana | undefined> {
    const child = this.standBy()
    const answer = await Promise.race([answerOf(child), stale.then(() => abandoned)])
    this.#next = undefined
    if (answer === abandoned) {
      child.kill()
      return undefined
    }
    if (typeof answer === 'object' && answer !== null) {
      if ('desired' in answer && isDesiredGrafana(answer.desired)) return answer.desired
      if ('problem' in answer) throw new LoadProblem(String(answer.problem))
    }
    throw new LoadProblem(
      'The process that loads the definitions ended without a word; try `sightline list`.',
    )
  }

  end(): void {
    this.#next?.kill()
  }
}

const abandoned = Symbol('abandoned')

/** Why the definitions cannot be loaded, in the words of the process that tried. */
export class LoadProblem extends Error {}

function start(): ChildProcess {
  const [, program = '', ...args] = process.argv
  return fork(program, [...args, servingOption], { stdio: ['ignore', 2, 2, 'ipc'] })
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    child.once('message', resolve)
    child.once('exit', () => resolve(undefined))
    child.send('load', () => {})
  })
}
