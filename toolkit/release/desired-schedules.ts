import type { Project } from '../define/project.ts'
import { scheduleCommand } from './schedule-sql.ts'

/** A job that pg_cron is to run. */
export interface DesiredSchedule {
  readonly name: string
  readonly cron: string
  readonly command: string
  /** False for a job that is kept and does not run. */
  readonly active: boolean
}

/** The schedules that a project defines, as jobs. */
export function desiredSchedules({ definitions }: Pick<Project, 'definitions'>): DesiredSchedule[] {
  return definitions
    .filter((definition) => definition.kind === 'schedule')
    .map((schedule) => {
      const { name, cron, active } = schedule
      return { name, cron, command: scheduleCommand(schedule), active }
    })
}
