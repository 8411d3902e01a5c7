import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Color } from '../dashboards/color.ts'
import type { DataLink } from '../dashboards/data-link.ts'
import type { FieldOverride } from '../dashboards/field-override.ts'
import type { Thresholds } from '../dashboards/thresholds.ts'
import type { Transformation } from '../dashboards/transformation.ts'
import type { Unit } from '../dashboards/unit.ts'
import type { FieldOf, Query } from '../query.ts'

/** Where a panel stands: width of 24 columns, height in rows of 30 pixels, and a place if the flow is not wanted. */
export interface PanelSize {
  readonly width: number
  readonly height: number
  readonly at?: { readonly x: number; readonly y: number }
}

/** What every panel has. */
export interface PanelFrame {
  readonly title: string
  /** What the number means, for the people who look at it. */
  readonly description: string
  readonly size?: PanelSize
}

/** What every panel with a query has; the names of fields are those that the query returns. */
export interface PanelOptions<Q extends Query> extends PanelFrame {
  readonly query: Q
  readonly unit?: Unit
  readonly decimals?: number
  readonly min?: number
  readonly max?: number
  /** Shown where there is no data. */
  readonly noValue?: string
  readonly color?: Color
  readonly thresholds?: Thresholds
  readonly mappings?: readonly ValueMapping[]
  readonly overrides?: { readonly [F in FieldOf<Q>]?: FieldOverride<FieldOf<Q>> }
  readonly transformations?: readonly Transformation<FieldOf<Q>>[]
  readonly links?: readonly DataLink<FieldOf<Q>>[]
}

/** The fields of a query that hold numbers. */
export type NumericFieldOf<Q> = FieldOfType<Q, number | bigint>

/** The fields of a query that hold text. */
export type TextFieldOf<Q> = FieldOfType<Q, string>

type FieldOfType<Q, Type> =
  Q extends Query<infer Row>
    ? { [K in keyof Row & string]: Extract<Row[K], Type> extends never ? never : K }[keyof Row & string]
    : never

/** A query that a time series can be drawn from: it has a column named `time`. */
export type TimeQuery = Query<{ time: Date | null }>
