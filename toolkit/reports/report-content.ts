import type { ValueKind } from '../exports/exported-column.ts'
import type { Drawing } from '../pictures/drawing.ts'
import type { Period } from './period.ts'

/** A value as a person reads it, and as Postgres has it. */
export interface Cell {
  readonly shown: string
  readonly text: string | null
}

/** A column of a section. */
export interface ShownColumn {
  readonly name: string
  readonly label: string
  readonly kind: ValueKind
  /** The time zone whose clock its moments show; undefined where it has none. */
  readonly zone: string | undefined
}

const numeric: ReadonlySet<ShownColumn['kind']> = new Set(['integer', 'decimal', 'float'])

/** Whether a column stands at the right, as numbers do. */
export const isNumeric = ({ kind }: ShownColumn): boolean => numeric.has(kind)

/** A number of a period beside that of the period before. */
export interface Figure extends ShownColumn {
  readonly now: Cell
  readonly before: Cell
  /** The change as a part of what was before; null where there is nothing to compare with. */
  readonly change: number | null
  readonly mood: 'good' | 'bad' | 'neither'
}

/** Rows with their columns. */
export interface ContentTable {
  readonly columns: readonly ShownColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A panel as people see it, and the rows behind it. */
export interface Picture {
  readonly title: string
  /** What it shows, for whoever sees no picture. */
  readonly words: string
  /** Undefined for what is no drawing: a table, or words. */
  readonly drawing: Drawing | undefined
  readonly tables: readonly ContentTable[]
}

/** What a section says. */
export type SectionContent = {
  readonly title: string
  readonly description: string | undefined
} & (
  | { readonly kind: 'figures'; readonly chart: Picture | undefined; readonly figures: readonly Figure[] }
  | ({ readonly kind: 'rows'; readonly chart: Picture | undefined } & ContentTable)
  | { readonly kind: 'pictures'; readonly pictures: readonly Picture[] }
  | { readonly kind: 'empty'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string }
)

/** A report of one user and one period, before it has a form. */
export interface ReportContent {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly user: string
  readonly timeZone: string
  readonly every: 'day' | 'week' | 'month'
  readonly period: Period
  readonly sections: readonly SectionContent[]
}

/** The sections that could not be worked out. */
export const failedSections = ({ sections }: ReportContent): readonly string[] =>
  sections.flatMap(({ kind, title }) => (kind === 'failed' ? [title] : []))

/** Whether no section has a row. */
export const isEmpty = ({ sections }: ReportContent): boolean =>
  sections.every(({ kind }) => kind === 'empty')

/** What is drawn above the rows of a section. */
export const chartOf = (section: SectionContent): readonly Picture[] =>
  'chart' in section && section.chart ? [section.chart] : []
