import type { ClientBase } from 'pg'
import { inTransaction } from '../../postgres/client.ts'
import { namingEventTriggers } from '../../postgres/event-trigger-problem.ts'
import { postgresProblem } from '../../postgres/postgres-problem.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { recordedKind } from '../kinds/recorded-kinds.ts'
import { deployDefaults } from '../plan/deploy-defaults.ts'
import { dropUnusedRecords } from '../records/drop-unused-records.ts'
import type { ObjectRecord } from '../records/record.ts'
import { adopted, hasRecords, readRecords } from '../records/records.ts'
import { applyLocked } from './apply.ts'
import type { ApplyOptions } from './apply-options.ts'
import { withDeployLock } from './deploy-lock.ts'
import { forgetProject, type Kept } from './forget-project.ts'

/** What removing a project did. */
export interface Destroyed {
  readonly outcome: 'nothing to do' | 'not confirmed' | 'removed'
  readonly dropped: readonly string[]
  readonly kept: readonly Kept[]
}

export interface DestroyOptions extends Omit<ApplyOptions, 'confirm' | 'phase' | 'repair'> {
  /** Told what would be dropped before anything is done; nothing is done when it returns false. */
  readonly confirm?: (names: readonly string[]) => Promise<boolean>
}

/**
 * Removes everything that releases of a project made in a database, and nothing else. What is left to drop is kept in
 * the records until it is gone: where it is broken off, running it again completes it. Where the first deploy was broken
 * off before it did anything, the tables for the records go.
 *
 * @throws SightlineError naming what somebody else built on it; nothing is dropped with CASCADE
 * @example const { kept } = await destroyProject(client, 'shop')
 */
export async function destroyProject(
  client: ClientBase,
  project: string,
  options: DestroyOptions = {},
): Promise<Destroyed> {
  const {
    onStep = () => {},
    lockWait = deployDefaults.lockWait,
    confirm = async () => true,
    ...others
  } = options
  const onWait = (holder: string) => onStep(`Waiting for another deploy: ${holder}`)
  try {
    if (!(await hasRecords(client))) return { outcome: 'nothing to do', dropped: [], kept: [] }
    return await withDeployLock(client, { wait: lockWait, onWait }, async (lock) => {
      const readerRole = await lastReaderRole(client, project)
      if (readerRole === undefined) {
        await inTransaction(client, () => dropUnusedRecords(client))
        return { outcome: 'nothing to do', dropped: [], kept: [] }
      }
      const { objects } = await readRecords(client, project)
      const dropped = objects.filter(isShown).map(({ kind, name }) => `${kind} ${name}`)
      if (!(await confirm(dropped))) return { outcome: 'not confirmed', dropped: [], kept: [] }
      await applyLocked(client, nothingOf(project, readerRole), {
        ...others,
        onStep,
        lock,
        isRemoval: true,
      })
      onStep('Forgetting the project')
      const kept = await namingEventTriggers(client, () => forgetProject(client, project, lock))
      const names = new Set(kept.map(({ object }) => object))
      return { outcome: 'removed', dropped: dropped.filter((name) => !names.has(name)), kept }
    })
  } catch (error) {
    throw postgresProblem(error)
  }
}

/** What people know of; stored rows and copies go with their views. */
function isShown({ kind, canonical }: ObjectRecord): boolean {
  return !recordedKind({ kind }).isDerived && canonical !== adopted
}

/** The reader of the last deploy, also of one that failed; undefined where there never was one. */
async function lastReaderRole(client: ClientBase, project: string): Promise<string | undefined> {
  const { rows } = await client.query<{ role: string }>(
    `select desired ->> 'readerRole' as role from sightline.release where project = $1 order by id desc limit 1`,
    [project],
  )
  return rows[0]?.role
}

function nothingOf(project: string, readerRole: string): DesiredState {
  const nothing = { sources: [], objects: [], schedules: [], queries: [] }
  return { project, readerRole, version: 'removed', contentHash: 'removed', ...nothing }
}
