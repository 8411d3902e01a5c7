import type { Report, ReportSection } from '../reports/report.ts'
import type { Section } from '../reports/section.ts'

/** What stands in a report: the text that people read, the number behind it, or nothing. */
export type ReportedValue = string | number | null

/** A figure: what it is, what it was in the period before, its change as a part of that, and whether that is good. */
export interface ReportedFigure {
  readonly now?: ReportedValue
  readonly before?: ReportedValue
  readonly change?: number | null
  readonly mood?: 'good' | 'bad' | 'neither'
}

/** What a section says: its figures or its rows by the names of their columns, or the text where it has none. */
type ExpectedSection<S> =
  S extends Section<unknown, string, infer Column, infer Kind>
    ?
        | string
        | (Kind extends 'figures'
            ? { readonly [K in Column]?: ReportedValue | ReportedFigure }
            : readonly { readonly [K in Column]?: ReportedValue }[])
    : never

/** Some sections of a report by their titles; only these are compared. */
export type ExpectedSections<Sections extends readonly ReportSection[]> = {
  readonly [S in Sections[number] as S['title']]?: ExpectedSection<S>
}

/** What a section says, where its columns are not known by type. */
export type ReportedSection =
  | string
  | Readonly<Record<string, ReportedValue | ReportedFigure>>
  | readonly Readonly<Record<string, ReportedValue>>[]

/** A report of one user, of the period that is over at the moment of the proof. */
export interface ReportExpectation {
  readonly of: 'report'
  readonly report: Report
  readonly user: string
  readonly sections: Readonly<Record<string, ReportedSection | undefined>>
}

/** Who gets a report. */
export interface RecipientsExpectation {
  readonly of: 'recipients'
  readonly report: Report
  readonly ids: readonly string[]
}
