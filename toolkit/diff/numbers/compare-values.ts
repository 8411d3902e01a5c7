import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { FieldValue } from '../../grafana/model/frames/frame.ts'
import { reduceValue } from '../../grafana/model/reduce/reduce-field.ts'
import type { Difference, ValueChange } from './number-change.ts'
import { type Sameness, sameNumber, worse } from './same-number.ts'
import { type Answer, pairedSeries, type Series } from './series-of.ts'
import { shownColor } from './shown-color.ts'
import { changedNumber } from './shown-number.ts'
import { changeText } from './value-text.ts'

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
      shownColor(before.panel, a?.field ?? '', a?.value),
      shownColor(after.panel, b?.field ?? '', b?.value),
    ]
    const [from, to] = colors
    const color =
      from !== undefined && to !== undefined && from !== to ? { before: from, after: to } : undefined
    if (found !== 'different' && color === undefined) continue
    if (color) sameness = 'different'
    const change = found === 'different' ? changeText(a?.value, b?.value, after.panel, b?.field) : ''
    const fields = [
      { panel: before.panel, field: a?.field ?? '' },
      { panel: after.panel, field: b?.field ?? '' },
    ] as const
    values.push({ name, ...changedNumber([a?.value, b?.value], fields, change), color })
  }
  return sameness === 'different'
    ? { kind: 'values', values }
    : { kind: 'same', rounded: sameness === 'rounding' }
}

/** The numbers of a stat: one for each series. */
function shownValues(
  panel: Panel | undefined,
  series: ReadonlyMap<string, Series>,
): Map<string, { field: string; value: FieldValue }> {
  const reducer = reducerOf(panel)
  const values = [...series].map(([name, { field, values: all }]) => {
    const numbers = all.map((value) => (typeof value === 'number' ? value : null))
    const value = reduceValue({ type: 'number', values: numbers, config: {} }, reducer)
    return [name, { field, value }] as const
  })
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
