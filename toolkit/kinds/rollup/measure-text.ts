import type { Measure } from '../../define/realtime/measure.ts'

/** A measure in words: `sum watch_seconds`. */
export const measureText = (measure: Measure): string =>
  'field' in measure ? `${measure.measure} ${measure.field}` : measure.measure

const ofField = ['count if', 'sum', 'min', 'max', 'approximate distinct'] as const

/** The measure of such words; undefined for others. */
export function measureOfText(text: string): Measure | undefined {
  if (text === 'count') return { measure: 'count' }
  const measure = ofField.find((one) => text.startsWith(`${one} `))
  return measure && { measure, field: text.slice(measure.length + 1) }
}

/** The texts of measures by their names. */
export const measureTexts = (measures: Readonly<Record<string, Measure>>): Record<string, string> =>
  Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, measureText(measure)]))
