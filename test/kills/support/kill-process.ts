import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cutConnections, type Moment } from '../../support/cut-connections.ts'
import type { Action } from './actions.ts'

/** When something dies, in the statements that it has sent. */
export interface Kill {
  readonly statement: number
  readonly when: Moment
}

export const never: Kill = { statement: Number.POSITIVE_INFINITY, when: 'before' }

/** An action in a process of its own. */
export interface Running {
  readonly script: string
  readonly action: Action
  readonly role: string
}

export interface Outcome {
  /** How many statements were sent by then. */
  readonly statements: number
  readonly isKilled: boolean
}

/** Runs an action until it is killed with SIGKILL, or has ended. */
export async function killProcess(
  url: string,
  kill: Kill,
  { script, action, role }: Running,
): Promise<Outcome> {
  const proxy = await cutConnections(url, kill.statement, kill.when, () => child.kill('SIGKILL'))
  const child = spawn(process.execPath, [script, action, proxy.connectionString, role], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code, signal] = await once(child, 'exit')
  const outcome = { statements: proxy.statements(), isKilled: proxy.isCut() }
  proxy.end()
  if (signal === null && code !== 0) throw new Error(`The process that runs ${action} ended with ${code}.`)
  return outcome
}
