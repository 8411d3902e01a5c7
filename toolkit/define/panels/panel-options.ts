import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { Panel as PanelJson, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Color } from '../dashboards/color.ts'
import type { DataLink } from '../dashboards/data-link.ts'
import type { FieldOverride } from '../dashboards/field-override.ts'
import type { Thresholds } from '../dashboards/thresholds.ts'
import type { Transformation } from '../dashboards/transformation.ts'
import type { Unit } from '../dashboards/unit.ts'
import type { FieldOf, Query } from '../query.ts'
import type { AnyVariable } from '../variables/variable.ts'

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

/** The one door to the builder of the foundation SDK, for what no option says. */
export interface WithSdk<B> {
  /** Changes the builder that the options have made: `sdk: (panel) => panel.transparent(true)`. */
  readonly sdk?: (panel: B) => Builder<PanelJson>
}

/** A length of time as Grafana writes it; `M` is a month, `y` a year. */
export type PanelTime = `${number}${'s' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y'}`

/** What every panel with a query has; the names of fields are those that the query returns. */
export interface PanelOptions<Q extends Query> extends PanelFrame {
  readonly query: Q
  /** A panel for each value that is chosen of this variable. */
  readonly repeat?: AnyVariable
  /** A time range of its own, back from now, in place of the one of the dashboard. */
  readonly timeFrom?: PanelTime
  /** How far back its time range is moved. */
  readonly timeShift?: PanelTime
  /** Whether a time range of its own is not written beside the title. */
  readonly hideTimeOverride?: boolean
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
