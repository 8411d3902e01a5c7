import { releases } from './001-releases.ts'
import { scheduleRuns } from './002-schedule-runs.ts'
import { deployLock } from './003-deploy-lock.ts'
import { readerGrants } from './004-reader-grants.ts'
import { streams } from './005-streams.ts'
<<<<<<< HEAD
import { workers } from './006-workers.ts'
import { failingQueries } from './007-failing-queries.ts'
=======
import { reportDeliveries } from './006-report-deliveries.ts'
>>>>>>> 9806a3a (Reports: what each user is told of a finished day, week or month, rendered in six forms and sent once by mail)

/** The steps by which the tables of schema `sightline` became what they are; a step that was released never changes. */
export const migrations: readonly string[] = [
  releases,
  scheduleRuns,
  deployLock,
  readerGrants,
  streams,
<<<<<<< HEAD
  workers,
  failingQueries,
=======
  reportDeliveries,
>>>>>>> 9806a3a (Reports: what each user is told of a finished day, week or month, rendered in six forms and sent once by mail)
]

/** Every table that the steps make, each before those that it refers to. */
export const ownTables = [
  'release_object',
  'release',
  'schedule_run',
  'worker',
  'deploy_lock',
  'reader_grant',
  'stream_shard',
  'stream_worker',
  'report_delivery',
  'migration',
] as const
