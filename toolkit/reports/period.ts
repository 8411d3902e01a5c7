import type { ClientBase } from 'pg'
import type { Report } from '../define/reports/report.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isDay } from '../grafana/model/time/absolute-time.ts'

/** A finished day, week or month of somebody's time zone. */
export interface Period {
  /** Its first day there, which names it: `2026-11-25`. */
  readonly name: string
  readonly from: Date
  /** The moment behind its last. */
  readonly to: Date
  /** The one before it. */
  readonly before: { readonly from: Date; readonly to: Date }
  /** When its report is due. */
  readonly due: Date
}

interface PeriodRow {
  readonly name: string
  readonly from: Date
  readonly to: Date
  readonly before: Date
  readonly due: Date
}

/** Postgres knows every time zone, and what its clocks did. */
const sql = `
select to_char(first, 'YYYY-MM-DD') as name,
  first at time zone $1 as from, (first + step) at time zone $1 as to, (first - step) at time zone $1 as before,
  (first + step + $4::interval + $5::interval) at time zone $1 as due
from (
  select ('1 ' || $2)::interval as step,
    case when $6::text is null
      then date_trunc($2, $3::timestamptz at time zone $1) - ('1 ' || $2)::interval
      else date_trunc($2, $6::timestamp) end as first
) as period`

/**
 * The latest finished period of a report in a time zone, or the one that holds a day.
 *
 * @throws SightlineError where the time zone or the day is none, or the period is not over
 */
export async function periodOf(
  client: ClientBase,
  report: Report,
  { timeZone, now, day }: { readonly timeZone: string; readonly now: Date; readonly day?: string },
): Promise<Period> {
  if (day !== undefined && !isDay(day)) throw noDay(day)
  await requireTimeZone(client, timeZone)
  const { schedule } = report
  const offset = schedule.every === 'week' ? `${weekdays.indexOf(schedule.on)} days` : '0 days'
  const { rows } = await client.query<PeriodRow>(sql, [
    timeZone,
    schedule.every,
    now,
    offset,
    schedule.at,
    day ?? null,
  ])
  const [row] = rows
  if (!row) throw noDay(day ?? '')
  if (row.to > now) throw notOver(report, day ?? '', row.to)
  return {
    name: row.name,
    from: row.from,
    to: row.to,
    before: { from: row.before, to: row.from },
    due: row.due,
  }
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

async function requireTimeZone(client: ClientBase, timeZone: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_timezone_names where name = $1', [timeZone])
  if (rowCount) return
  throw new SightlineError({
    code: 'unknown-time-zone',
    what: 'Postgres knows no time zone of this name.',
    value: timeZone,
    next: 'Write one of pg_timezone_names, such as Europe/Oslo.',
  })
}

const noDay = (day: string) =>
  new SightlineError({
    code: 'invalid-time',
    what: 'This is not a day.',
    value: day,
    next: 'Write a day of the period, such as 2026-11-25.',
  })

/** Half a day would be sent as the whole, and the whole never. */
const notOver = ({ name, schedule }: Report, day: string, to: Date) =>
  new SightlineError({
    code: 'period-not-over',
    what: `A report covers a finished period, and the ${schedule.every} of ${name} that holds this day ends at ${to.toISOString()}.`,
    value: day,
    next: `Leave out --period for the latest finished ${schedule.every}, or give a day of one before.`,
  })
