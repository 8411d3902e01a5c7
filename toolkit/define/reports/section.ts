import type { Unit } from '../dashboards/unit.ts'
import type { Panel } from '../panels/panel.ts'
import type { Query } from '../query.ts'
import { type PanelPicture, pictureOf } from './picture.ts'

/** How a value of a report is shown. */
export interface ValueShown {
  readonly label?: string
  readonly unit?: Unit
  readonly decimals?: number
  /** Which change is good; without it a change has no colour. */
  readonly better?: 'higher' | 'lower'
}

/** The columns of a row that hold numbers. */
type NumberOf<Row> = {
  [K in keyof Row & string]-?: [NonNullable<Row[K]>] extends [number] ? K : never
}[keyof Row & string]

type SectionKind = 'figures' | 'rows'

/** A part of a report: a query over the report's period, and how its rows are shown. */
export interface Section<
  Row = unknown,
  Title extends string = string,
  Column extends string = string,
  Kind extends SectionKind = SectionKind,
  ChartRow = unknown,
> {
  readonly kind: Kind
  readonly title: Title
  readonly description: string | undefined
  readonly query: Query<Row>
  /** The columns that are shown, in order. */
  readonly shown: { readonly [K in Column]: ValueShown }
  /** What stands there when there are no rows. */
  readonly empty: string
  /** What is drawn above the rows. */
  readonly chart: PanelPicture<ChartRow> | undefined
}

interface SectionOptions<Row, Title extends string, ChartRow> {
  readonly title: Title
  readonly description?: string
  readonly query: Query<Row>
  /** What stands there when there is no row. */
  readonly empty?: string
  /** A panel that is drawn above, over the same period. */
  readonly chart?: Panel<ChartRow>
}

export interface FiguresOptions<Row, Title extends string, Column extends string, ChartRow>
  extends SectionOptions<Row, Title, ChartRow> {
  /** Returns one row for each user; `timeFilter` keeps it to the period, and to the one before for the change. */
  readonly query: Query<Row>
  readonly figures: { readonly [K in Column]: ValueShown }
}

/**
 * Numbers of a period, each with its change against the period before.
 *
 * @example figures({ title: 'Revenue', query, figures: { revenue: { unit: 'currencyUSD', better: 'higher' } } })
 */
export function figures<
  Row,
  const Title extends string,
  Column extends NoInfer<NumberOf<Row>>,
  ChartRow = never,
>({
  figures: shown,
  chart,
  ...options
}: FiguresOptions<Row, Title, Column, ChartRow>): Section<Row, Title, Column, 'figures', NoInfer<ChartRow>> {
  return { kind: 'figures', ...unsaid, ...options, shown, chart: chart && pictureOf(chart) }
}

const unsaid = { description: undefined, empty: 'Nothing in this period.' } as const

export interface ReportTableOptions<Row, Title extends string, Column extends string, ChartRow>
  extends SectionOptions<Row, Title, ChartRow> {
  readonly columns: { readonly [K in Column]: ValueShown }
}

/**
 * Rows of a period, with the columns that are named.
 *
 * @example reportTable({ title: 'Top videos', query, columns: { title: {}, views: { decimals: 0 } } })
 */
export function reportTable<
  Row,
  const Title extends string,
  Column extends NoInfer<keyof Row & string>,
  ChartRow = never,
>({
  columns: shown,
  chart,
  ...options
}: ReportTableOptions<Row, Title, Column, ChartRow>): Section<Row, Title, Column, 'rows', NoInfer<ChartRow>> {
  return { kind: 'rows', ...unsaid, ...options, shown, chart: chart && pictureOf(chart) }
}
