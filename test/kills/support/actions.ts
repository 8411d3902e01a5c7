import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import {
  applyRelease,
  destroyProject,
  earlierRelease,
  refreshViews,
  startWorker,
  withClient,
} from 'sightline/engine'
import { secondState } from '../../deploy/support/two-releases.ts'
import { queueSchedule } from '../../support/queue-schedule.ts'
import { refreshed, schedules } from './definitions.ts'

/** What is killed, as its command does it: it runs in a process of its own, and once more in the test. */
export const actions = {
  apply: (url: string, role: string) => withClient(url, (client) => applyRelease(client, secondState(role))),
  rollback: (url: string) =>
    withClient(url, (client) =>
      applyRelease(client, () => earlierRelease(client, 'shop'), { isRollback: true }),
    ),
  destroy: (url: string) => withClient(url, (client) => destroyProject(client, 'shop')),
  refresh: (url: string) =>
    withClient(url, (client) => refreshViews(client, { definitions: refreshed }, { onStep: () => {} })),
  worker: async (url: string) => {
    const worker = await startWorker(url, {
      schedules,
      deadAfterSeconds: 1,
      onProblem: () => {},
      onRun: () => {},
    })
    await withClient(url, async (client) => {
      await queueSchedule(client, 'note')
      while ((await jobs(client)) > 0) await wait(50)
    })
    await worker.stop()
  },
} as const

/** How many jobs are left. */
async function jobs(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ left: number }>('select count(*) as left from graphile_worker.jobs')
  return rows[0]?.left ?? 0
}

export type Action = keyof typeof actions

export const isAction = (name: string): name is Action => Object.hasOwn(actions, name)
