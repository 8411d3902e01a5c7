import { applyRelease, type DesiredState, desiredState, findDrift, planRelease } from 'sightline/engine'
import { expect } from 'vitest'
import { isAlive } from '../../../toolkit/schedules/is-alive.ts'
import type { CaseDatabase } from '../../deploy/support/case-database.ts'
import { databasePicture } from '../../deploy/support/database-picture.ts'
import { changesOf } from '../../deploy/support/run-case.ts'
import { shopRelease } from '../../deploy/support/small-shop.ts'
import { firstState, secondState, sharedViews } from '../../deploy/support/two-releases.ts'
import { catalogue } from '../../support/catalogue.ts'
import type { Action } from './actions.ts'
import { refreshed } from './definitions.ts'

/** What is killed, in which database, and what it is once the same was run again. */
export interface KillCase {
  readonly action: Action
  /** What people read all the while. */
  readonly read: readonly string[]
  prepare(database: CaseDatabase): Promise<void>
  /** The same for every database in which it ended, however often it was killed. */
  picture(database: CaseDatabase): Promise<unknown>
}

const counts = sharedViews.map((view) => `select count(*) from ${view}`)

/** What a database has, with a plan and drift that find nothing. */
async function released({ client }: CaseDatabase, desired: DesiredState): Promise<unknown> {
  expect(changesOf(await planRelease(client, desired))).toEqual([])
  expect(await findDrift(client, 'shop')).toEqual([])
  return databasePicture(client, 'nobody')
}

const rowsOf = async ({ client }: CaseDatabase, query: string) => (await client.query(query)).rows

export const killCases: readonly KillCase[] = [
  {
    action: 'apply',
    read: counts,
    prepare: async ({ client, role }) => {
      await applyRelease(client, firstState(role))
    },
    picture: (database) => released(database, secondState(database.role)),
  },
  {
    action: 'rollback',
    read: counts,
    prepare: async ({ client, role }) => {
      await applyRelease(client, firstState(role))
      await applyRelease(client, secondState(role))
    },
    picture: (database) => released(database, firstState(database.role)),
  },
  {
    action: 'destroy',
    read: [],
    prepare: async ({ client, role }) => {
      await applyRelease(client, secondState(role))
    },
    picture: ({ client, role }) => catalogue(client, [role]),
  },
  {
    action: 'refresh',
    read: ['select count(*) from shop.second', 'select count(*) from shop.alone'],
    prepare: async ({ client, role }) => {
      await client.query('create table settings (key text primary key, value text not null)')
      await applyRelease(client, desiredState(shopRelease(refreshed, role)))
      await client.query(
        `insert into orders select n, 'c1', '2025-01-01', now(), 1, 1 from generate_series(100, 110) n`,
      )
    },
    picture: async (database) => [
      await released(database, desiredState(shopRelease(refreshed, database.role))),
      await rowsOf(database, 'table shop.second order by day'),
      await rowsOf(database, 'table shop.alone order by day'),
      await rowsOf(database, 'select distinct view_name, row_count from shop.refresh_log order by 1'),
    ],
  },
  {
    action: 'worker',
    read: [],
    prepare: async ({ client }) => {
      await client.query('create table noted (at timestamptz not null default clock_timestamp())')
    },
    picture: async (database) => [
      await rowsOf(database, 'select count(*) > 0 as noted from noted'),
      await rowsOf(database, `select count(*) as queued from graphile_worker.jobs`),
      await rowsOf(database, `select count(*) as alive from sightline.worker w where ${isAlive('w')}`),
      await rowsOf(
        database,
        `select distinct name, last_value(outcome) over (order by run_id rows between unbounded preceding and unbounded following) as last,
           count(*) filter (where outcome = 'running') over () as running from sightline.schedule_run`,
      ),
    ],
  },
]
