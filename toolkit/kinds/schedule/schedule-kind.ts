import { partitionSchedule } from '../../define/partitions/partition-schedule.ts'
import type { Definition } from '../../define/project.ts'
import type { Schedule } from '../../define/schedule.ts'
import type { CreatedKind } from '../definition-kind.ts'
import { scheduleCommand, scheduleStatements } from './schedule-sql.ts'

/** A job of pg_cron, or of the worker: no object of the database. */
export const scheduleDefinition: CreatedKind<Schedule> = {
  plural: 'schedules',
  rank: 4,
  usedAs: undefined,
  hasOwnNames: true,
  isUpkeep: false,
  isInSchema: false,
  isOpaque: true,
  reads: (schedule) => ({ relations: [], text: scheduleCommand(schedule) }),
  moved(schedule, to) {
    const { partitions } = schedule
    if (partitions) return partitionSchedule({ ...partitions, name: to.name(partitions.name) })
    return { ...schedule, name: `${to.schema}.${schedule.name}`, command: to.query(schedule.command) }
  },
  uses: () => [],
  statements: scheduleStatements,
  desired: () => undefined,
}

/** Whether a definition is of a schedule. */
export const isSchedule = (definition: Pick<Definition, 'kind'>): definition is Schedule =>
  definition.kind === 'schedule'
