import { releases } from './001-releases.ts'
import { scheduleRuns } from './002-schedule-runs.ts'
import { deployLock } from './003-deploy-lock.ts'
import { readerGrants } from './004-reader-grants.ts'
import { streams } from './005-streams.ts'
import { workers } from './006-workers.ts'
import { failingQueries } from './007-failing-queries.ts'
import { reportDeliveries } from './008-report-deliveries.ts'
import { rollbacks } from './009-rollbacks.ts'
import { reportUnsubscribes } from './010-report-unsubscribes.ts'
import { partitioning } from './011-partitioning.ts'

/** The steps by which the tables of schema `sightline` became what they are; a step that was released never changes. */
export const migrations: readonly string[] = [
  releases,
  scheduleRuns,
  deployLock,
  readerGrants,
  streams,
  workers,
  failingQueries,
  reportDeliveries,
  rollbacks,
  reportUnsubscribes,
  partitioning,
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
  'report_unsubscribe',
  'partitioning',
  'migration',
] as const
