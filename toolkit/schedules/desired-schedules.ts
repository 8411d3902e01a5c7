import type { Project } from '../define/project.ts'
import { scheduleCommand } from '../release/schedule-sql.ts'
import type { DesiredSchedule } from './plan-schedules.ts'

export type { DesiredSchedule } from './plan-schedules.ts'

/** The schedules that a project defines, as jobs. */
export function desiredSchedules({ definitions }: Pick<Project, 'definitions'>): DesiredSchedule[] {
  return definitions
    .filter((definition) => definition.kind === 'schedule')
    .map((schedule) => {
      const { name, cron, active } = schedule
      return { name, cron, command: scheduleCommand(schedule), active }
    })
}
