import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { reduceValues } from '../../grafana/reduce-values.ts'
import type { Difference, ValueChange } from './number-change.ts'
import { type Sameness, sameNumber, worse } from './same-number.ts'
import { type Answer, pairedSeries, type Series } from './series-of.ts'
import { thresholdColor } from './threshold-color.ts'
import { changeText, valueText } from './value-text.ts'

/** One side of a comparison: a panel and what its query returned. */
export interface ShownAnswer {
  readonly panel: Panel | undefined
  readonly answer: Answer
}

/** Compares what a stat or a gauge shows: one number for each field. */
export function compareValues(before: ShownAnswer, after: ShownAnswer): Difference {
  const [oldSeries, nowSeries] = pairedSeries(before, after)
  const [old, now] = [shownValues(before.panel, oldSeries), shownValues(after.panel, nowSeries)]
  let sameness: Sameness = 'equal'
  const values: ValueChange[] = []
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [a, b] = [old.get(name), now.get(name)]
    const found = sameNumber(a?.value ?? null, b?.value ?? null)
    sameness = worse(sameness, found)
    const colors = [
      thresholdColor(before.panel, a?.field ?? '', a?.value),
      thresholdColor(after.panel, b?.field ?? '', b?.value),
    ]
    const [from, to] = colors
    const color =
      from !== undefined && to !== undefined && from !== to ? { before: from, after: to } : undefined
    if (found !== 'different' && color === undefined) continue
    if (color) sameness = 'different'
    values.push({
      name,
      before: valueText(a?.value, before.panel, a?.field),
      after: valueText(b?.value, after.panel, b?.field),
      change: found === 'different' ? changeText(a?.value, b?.value, after.panel, b?.field) : '',
      color,
    })
  }
  return sameness === 'different'
    ? { kind: 'values', values }
    : { kind: 'same', rounded: sameness === 'rounding' }
}

/** The numbers of a stat: one for each series. */
function shownValues(
  panel: Panel | undefined,
  series: ReadonlyMap<string, Series>,
): Map<string, { field: string; value: number | null }> {
  const reducer = reducerOf(panel)
  const values = [...series].map(
    ([name, { field, values: all }]) => [name, { field, value: reduceValues(reducer, all) }] as const,
  )
  return new Map(values)
}

function reducerOf(panel: Panel | undefined): string {
  const options: unknown = panel?.options
  if (typeof options !== 'object' || options === null || !('reduceOptions' in options)) return 'lastNotNull'
  const { reduceOptions } = options
  if (typeof reduceOptions !== 'object' || reduceOptions === null || !('calcs' in reduceOptions))
    return 'lastNotNull'
  const [first]: unknown[] = Array.isArray(reduceOptions.calcs) ? reduceOptions.calcs : []
  return typeof first === 'string' ? first : 'lastNotNull'
}
