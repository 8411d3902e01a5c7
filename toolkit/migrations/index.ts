import { releases } from './001-releases.ts'
import { scheduleRuns } from './002-schedule-runs.ts'

/** The steps by which the tables of schema `sightline` became what they are; a step that was released never changes. */
export const migrations: readonly string[] = [releases, scheduleRuns]

/** Every table that the steps make, each before those that it refers to. */
export const ownTables = ['release_object', 'release', 'schedule_run', 'migration'] as const
