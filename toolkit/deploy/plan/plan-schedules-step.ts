import type { ClientBase } from 'pg'
import type { DesiredState } from '../../release/desired-state.ts'
import { planSchedules } from '../../schedules/plan-schedules.ts'
import { recordedSchedules } from '../kinds/schedule/recorded-schedule.ts'
import type { Records } from '../records/records.ts'
import { type Hazard, inStage, type PlannedStatement } from './plan-step.ts'

/** What pg_cron has to be told, by job; without pg_cron, that the worker has to run the schedules. */
export interface ScheduleStep {
  readonly object: string
  readonly statements: readonly PlannedStatement[]
  readonly hazards: readonly Hazard[]
}

/** Asks the schedules what has to change. */
export async function scheduleSteps(
  client: ClientBase,
  { schedules }: DesiredState,
  records: Records,
): Promise<ScheduleStep[]> {
  const recorded = recordedSchedules(records)
  const { available, changes, conflicts, takenOver } = await planSchedules(client, schedules, recorded)
  if (!available) {
    const message = 'this database has no pg_cron: keep `sightline worker` running'
    const isNew = schedules.filter(({ name }) => !recorded.own.includes(name))
    return isNew.map(({ name }) => ({
      object: name,
      statements: [],
      hazards: [{ kind: 'no pg_cron', message }],
    }))
  }
  const changed = new Set(changes.map(({ name }) => name))
  const withoutChange = takenOver.filter(({ name }) => !changed.has(name))
  const hazardsOf = (one: string): Hazard[] =>
    takenOver.flatMap(({ name, message }) => (name === one ? [{ kind: 'takes over', message }] : []))
  return [
    ...changes.map(({ name, statement }): ScheduleStep => {
      return { object: name, statements: [inStage('after', statement)], hazards: hazardsOf(name) }
    }),
    ...withoutChange.map(({ name }): ScheduleStep => {
      return { object: name, statements: [], hazards: hazardsOf(name) }
    }),
    ...conflicts.map(({ name, message }): ScheduleStep => {
      return { object: name, statements: [], hazards: [{ kind: 'refused', message }] }
    }),
  ]
}
