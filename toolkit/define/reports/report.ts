import { rememberSite } from '../../foundation/definition-site.ts'
import type { Query } from '../query.ts'
import type { DashboardPicture, PanelPicture, UserDashboardPicture } from './picture.ts'
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

interface ReportFrame {
  readonly title: string
  readonly description: string
  readonly schedule: ReportSchedule
  /** The time zone of days and hours; UTC unless said otherwise. */
  readonly timeZone?: string
  /** Whether nothing is sent to whom no section has rows for. */
  readonly skipIfEmpty?: boolean
}

type RowOfUser<UserColumn extends string> = { readonly [K in UserColumn]: string | null }

/** Parts of a report of rows that say whose they are. */
type SectionsOf<UserColumn extends string> = readonly (
  | Section<RowOfUser<UserColumn>, string, string, 'figures' | 'rows', RowOfUser<UserColumn>>
  | PanelPicture<RowOfUser<UserColumn>>
  | UserDashboardPicture
)[]

/** What each user is told of: their own rows. */
export interface UserReportOptions<UserColumn extends string, Sections extends readonly ReportSection[]>
  extends ReportFrame {
  /** The column that says whose a row is, in the recipients and in every section: nobody reads other rows. */
  readonly userColumn: UserColumn
  readonly recipients: Query<RecipientRow & { readonly [K in UserColumn]: string }>
  readonly sections: Sections
}

/** What some addresses are told of: the same for all. */
export interface SharedReportOptions<Sections extends readonly ReportSection[]> extends ReportFrame {
  readonly userColumn?: never
  /** Addresses: `['ops@example.com']`. */
  readonly recipients: readonly string[]
  readonly sections: Sections
}

/** A part of a report. */
export type ReportSection = Section | PanelPicture | DashboardPicture

/** What people are told of a finished period. */
export interface Report<Sections extends readonly ReportSection[] = readonly ReportSection[]> {
  readonly kind: 'report'
  readonly name: string
  readonly title: string
  readonly description: string
  readonly schedule: ReportSchedule
  readonly timeZone: string
  /** The column that says whose a row is; undefined where all recipients get the same. */
  readonly userColumn: string | undefined
  readonly recipients: Query | readonly string[]
  readonly sections: Sections
  readonly skipIfEmpty: boolean
}

/** The same for addresses that all get the same. */
export function report<const Sections extends readonly ReportSection[]>(
  name: string,
  options: SharedReportOptions<Sections>,
): Report<Sections>
/**
 * Defines a report that people get by mail: each user of their own rows, or some addresses of all.
 *
 * @example report('daily_summary', { title: 'Your day', schedule: { every: 'day', at: '09:00' }, userColumn: 'user_id', recipients, sections: [revenue], description: '…' })
 */
export function report<const UserColumn extends string, const Sections extends SectionsOf<UserColumn>>(
  name: string,
  options: UserReportOptions<UserColumn, Sections>,
): Report<Sections>
export function report<UserColumn extends string, Sections extends readonly ReportSection[]>(
  name: string,
  options: UserReportOptions<UserColumn, Sections> | SharedReportOptions<Sections>,
): Report<Sections> {
  const common = { kind: 'report', name, timeZone: 'UTC', userColumn: undefined, skipIfEmpty: false } as const
  return rememberSite({ ...common, ...options }, report)
}
