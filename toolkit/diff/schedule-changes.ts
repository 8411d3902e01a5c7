import type { DesiredSchedule } from '../release/desired-schedules.ts'
import type { SqlChange } from './diff-report.ts'
import { facts } from './fact.ts'

/** What changes in the scheduled jobs. */
export function scheduleChanges(
  base: readonly DesiredSchedule[],
  head: readonly DesiredSchedule[],
): SqlChange[] {
  const common = { kind: 'schedule', lines: [], hazards: [] }
  const names = new Set([...base, ...head].map(({ name }) => name))
  return [...names].flatMap((name): SqlChange[] => {
    const before = base.find((one) => one.name === name)
    const after = head.find((one) => one.name === name)
    if (!before)
      return [
        {
          ...common,
          name,
          change: 'added',
          facts: facts('schedule', after ? [`runs at ${after.cron}`] : []),
        },
      ]
    if (!after) return [{ ...common, name, change: 'dropped', facts: [] }]
    const told = facts('schedule', [
      ...(before.cron === after.cron ? [] : [`runs at ${after.cron}, and no longer at ${before.cron}`]),
      ...(before.command === after.command ? [] : [`runs ${after.command}, and no longer ${before.command}`]),
      ...(before.active === after.active ? [] : [after.active ? 'is resumed' : 'is paused']),
    ])
    return told.length === 0 ? [] : [{ ...common, name, change: 'changed', facts: told }]
  })
}
