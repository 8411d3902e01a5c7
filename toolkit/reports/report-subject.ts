import type { Period } from './period.ts'

/** Whose report, and of when. */
export interface ReportSubject {
  readonly user: string
  readonly timeZone: string
  readonly period: Period
}
