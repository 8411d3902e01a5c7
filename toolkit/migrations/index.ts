import { releases } from './001-releases.ts'
import { scheduleRuns } from './002-schedule-runs.ts'
import { deployLock } from './003-deploy-lock.ts'
import { readerGrants } from './004-reader-grants.ts'
import { streams } from './005-streams.ts'

/** The steps by which the tables of schema `sightline` became what they are; a step that was released never changes. */
export const migrations: readonly string[] = [releases, scheduleRuns, deployLock, readerGrants, streams]

/** Every table that the steps make, each before those that it refers to. */
export const ownTables = [
  'release_object',
  'release',
  'schedule_run',
  'deploy_lock',
  'reader_grant',
  'stream_shard',
  'stream_worker',
  'migration',
] as const
