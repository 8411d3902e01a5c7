import { expect, inject } from 'vitest'
import { caseDatabase } from '../../deploy/support/case-database.ts'
import { watchViews } from '../../deploy/support/watch-views.ts'
import { cutConnections } from '../../support/cut-connections.ts'
import { actions } from './actions.ts'
import type { KillCase } from './kill-cases.ts'
import { type Kill, killProcess, type Outcome, type Running } from './kill-process.ts'

/** What dies: a process of ours, with SIGKILL, or the connections that it has. */
export type Victim = 'process' | 'connection'

/** What came of a kill. */
export interface Killed extends Outcome {
  /** What the database is after the same was run again. */
  readonly picture: unknown
}

const nobodyReads = async () => ({ errors: [] })

/** Has an action die at a moment, runs the same again, and looks at what is there then. */
export async function runKill(
  victim: Victim,
  { action, read, prepare, picture }: KillCase,
  kill: Kill,
  script: string,
): Promise<Killed> {
  const database = await caseDatabase(inject('server'))
  const { connectionString, role } = database
  try {
    await prepare(database)
    const stop = read.length === 0 ? nobodyReads : await watchViews(connectionString, read)
    const die = { process: killProcess, connection: cutConnection }[victim]
    const killed = await die(connectionString, kill, { script, action, role })
    if (killed.isKilled) await actions[action](connectionString, role)
    expect((await stop()).errors).toEqual([])
    return { ...killed, picture: await picture(database) }
  } finally {
    await database.end()
  }
}

async function cutConnection(url: string, kill: Kill, { action, role }: Running): Promise<Outcome> {
  const proxy = await cutConnections(url, kill.statement, kill.when)
  const error = await actions[action](proxy.connectionString, role).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  const outcome = { statements: proxy.statements(), isKilled: proxy.isCut() }
  proxy.end()
  if (error !== undefined && !outcome.isKilled) throw error
  return outcome
}
