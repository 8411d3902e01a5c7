import { rememberSite } from '../../foundation/definition-site.ts'
import type { Query } from '../query.ts'
import type { Section } from './section.ts'

type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** An hour and a minute of the recipient's day: `09:00`. */
export type ClockTime = `${number}:${number}`

/** When a report is sent; it covers the day, week (from Monday) or month that ended before. */
export type ReportSchedule =
  | { readonly every: 'day'; readonly at: ClockTime }
  | { readonly every: 'week'; readonly on: Weekday; readonly at: ClockTime }
  | { readonly every: 'month'; readonly at: ClockTime }

/** Who gets a report: their id, their address, and the time zone of their days where it is not the report's. */
export interface RecipientRow {
  readonly email: string
  readonly time_zone?: string | null
}

/** Sections of rows that say whose they are. */
type SectionsOf<UserColumn extends string> = readonly Section<{
  readonly [K in UserColumn]: string | null
}>[]

export interface ReportOptions<UserColumn extends string, Sections extends readonly Section[]> {
  readonly title: string
  readonly description: string
  readonly schedule: ReportSchedule
  /** The time zone of days and hours; UTC unless said otherwise. */
  readonly timeZone?: string
  /** The column that says whose a row is, in the recipients and in every section: nobody reads other rows. */
  readonly userColumn: UserColumn
  readonly recipients: Query<RecipientRow & { readonly [K in UserColumn]: string }>
  readonly sections: Sections
  /** Whether nothing is sent to whom no section has rows for. */
  readonly skipIfEmpty?: boolean
}

/** What each user is told of a finished period. */
export interface Report<Sections extends readonly Section[] = readonly Section[]> {
  readonly kind: 'report'
  readonly name: string
  readonly title: string
  readonly description: string
  readonly schedule: ReportSchedule
  readonly timeZone: string
  readonly userColumn: string
  readonly recipients: Query
  readonly sections: Sections
  readonly skipIfEmpty: boolean
}

/**
 * Defines a report that each user gets by mail.
 *
 * @example report('daily_summary', { title: 'Your day', schedule: { every: 'day', at: '09:00' }, userColumn: 'user_id', recipients, sections: [revenue], description: '…' })
 */
export function report<const UserColumn extends string, const Sections extends SectionsOf<UserColumn>>(
  name: string,
  options: ReportOptions<UserColumn, Sections>,
): Report<Sections> {
  return rememberSite({ kind: 'report', name, timeZone: 'UTC', skipIfEmpty: false, ...options }, report)
}
