import type { Project } from '../define/project.ts'
import { isSchedule } from '../kinds/schedule/schedule-kind.ts'
import { scheduleCommand } from '../kinds/schedule/schedule-sql.ts'

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
  return definitions.filter(isSchedule).map((schedule) => {
    const { name, cron, active } = schedule
    return { name, cron, command: scheduleCommand(schedule), active }
  })
}
