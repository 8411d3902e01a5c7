import type { Labels } from './labels.ts'

/** What queries and expressions of a rule give: several of them, one for each set of labels. */
export type AlertValue = NumberValue | SeriesValue | ScalarValue | NoDataValue

/** A number with labels; null is NULL, which is not NaN. */
export interface NumberValue {
  readonly kind: 'number'
  readonly name: string
  readonly labels: Labels
  readonly value: number | null
  /** What met a classic condition. */
  readonly matches?: readonly ConditionMatch[]
}

/** A moment in milliseconds since 1970, and its value. */
export type Point = readonly [time: number, value: number | null]

export interface SeriesValue {
  readonly kind: 'series'
  readonly name: string
  readonly labels: Labels
  readonly points: readonly Point[]
}

/** A number of a math expression, which belongs to every set of labels. */
export interface ScalarValue {
  readonly kind: 'scalar'
  readonly value: number | null
}

/** Compared by identity: an expression may hand on what it was given. */
export interface NoDataValue {
  readonly kind: 'no data'
}

export interface ConditionMatch {
  readonly metric: string
  readonly value: number | null
  readonly labels: Labels
}

export const numberValue = (labels: Labels, value: number | null, name = ''): NumberValue => ({
  kind: 'number',
  name,
  labels,
  value,
})

export const seriesValue = (labels: Labels, points: readonly Point[], name = ''): SeriesValue => ({
  kind: 'series',
  name,
  labels,
  points,
})

export const noDataValue = (): NoDataValue => ({ kind: 'no data' })

const none: Labels = {}

/** The labels of a value; those without any have none. */
export const labelsOf = (value: AlertValue): Labels => ('labels' in value ? value.labels : none)

/** How Grafana's messages call a kind of value. */
export const kindText = ({ kind }: AlertValue): string => kindTexts[kind]

const kindTexts = { number: 'numberSet', series: 'seriesSet', scalar: 'scalar', 'no data': 'noData' }

/** The value with each of its numbers changed. */
export function mapNumbers(value: AlertValue, change: (number: number | null) => number | null): AlertValue {
  switch (value.kind) {
    case 'number':
      return numberValue(value.labels, change(value.value))
    case 'scalar':
      return { kind: 'scalar', value: change(value.value) }
    case 'series':
      return seriesValue(
        value.labels,
        value.points.map(([time, number]) => [time, change(number)]),
      )
    case 'no data':
      return noDataValue()
  }
}
