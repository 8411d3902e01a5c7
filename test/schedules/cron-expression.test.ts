import { sql } from 'kysely'
import { schedule } from 'sightline'
import { describe, expect, test } from 'vitest'
import { cronMatcher, cronProblem, nextRun } from '../../toolkit/foundation/cron-expression.ts'

const define = (cron: string) => () => schedule('job', { description: 'A job.', cron, run: sql`select 1` })

describe('a schedule with a wrong cron expression is refused where it is defined, and the field is named', () => {
  test.each([
    { cron: '60 * * * *', says: 'a wrong minute, `60`' },
    { cron: '* 24 * * *', says: 'a wrong hour, `24`' },
    { cron: '0 0 32 * *', says: 'a wrong day of the month, `32`' },
    { cron: '0 0 * 13 *', says: 'a wrong month, `13`' },
    { cron: '0 0 * * 8', says: 'a wrong day of the week, `8`' },
    { cron: '5/10 * * * *', says: 'a wrong minute, `5/10`' },
    { cron: '0 0 L * *', says: 'a wrong day of the month, `L`' },
    { cron: '0 0 * * mon#2', says: 'a wrong day of the week' },
    { cron: '*/0 * * * *', says: 'a wrong minute' },
    { cron: '1,,2 * * * *', says: 'a wrong minute' },
    { cron: '* * * *', says: '4 fields instead of five' },
    { cron: '0 * * * * *', says: '6 fields instead of five' },
    { cron: '@hourly', says: '1 field instead of five' },
    { cron: '0 0 30 2 *', says: 'never comes' },
  ])('$cron', ({ cron, says }) => {
    expect(define(cron)).toThrow(says)
    expect(define(cron)).toThrow(/cron-expression\.test\.ts:\d+/)
  })
})

test.each(['0 * * * *', '*/15 8-18 * * mon-fri', '0 0 1,15 jan,JUL *', '0 0 * * 7', '1-59/2 * * * *'])(
  '%s is taken',
  (cron) => {
    expect(cronProblem(cron)).toBeUndefined()
    expect(define(cron)()).toMatchObject({ cron, active: true })
  },
)

const after = new Date('2025-01-01T00:00:00Z') // a Wednesday
const nextDay = (cron: string) => nextRun(cron, after)?.toISOString().slice(0, 10)

test('days of the month and of the week both count, unless one begins with a star, as in pg_cron', () => {
  expect(nextDay('0 12 3 * sat')).toBe('2025-01-03')
  expect(nextDay('0 12 5 * sat')).toBe('2025-01-04')
  expect(nextDay('0 12 */2 * sat')).toBe('2025-01-11')
})

test('the next run is reckoned in UTC, or in the time zone of pg_cron', () => {
  expect(nextRun('0 9 * * *', after)?.toISOString()).toBe('2025-01-01T09:00:00.000Z')
  expect(nextRun('0 9 * * *', after, 'Europe/Berlin')?.toISOString()).toBe('2025-01-01T08:00:00.000Z')
})

test('the worker finds the same minutes as the reckoning of the next run', () => {
  for (const cron of ['*/20 * * * *', '0 0 29 2 *', '30 4 1 * mon', '0 12 */2 * sat', '0 0 * * 7']) {
    const matches = cronMatcher(cron)
    let moment = after
    for (let count = 0; count < 20; count++) {
      moment = nextRun(cron, moment) ?? moment
      const minute = {
        min: moment.getUTCMinutes(),
        hour: moment.getUTCHours(),
        date: moment.getUTCDate(),
        month: moment.getUTCMonth() + 1,
        dow: moment.getUTCDay(),
      }
      expect(matches(minute)).toBe(true)
      expect(matches({ ...minute, min: minute.min + 1 })).toBe(false)
      expect(matches({ ...minute, month: (minute.month % 12) + 1, min: minute.min + 7 })).toBe(false)
    }
  }
})
