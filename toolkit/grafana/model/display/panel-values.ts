import type { FieldConfigSource } from '@grafana/grafana-foundation-sdk/dashboard'
import type { FieldValue } from '../frames/frame.ts'
import { reduceField } from '../reduce/reduce-field.ts'
import { findReducer } from '../reduce/reducers.ts'
import { fieldDisplayName } from '../transform/display-name.ts'
import { fieldMatcher } from '../transform/field-matchers.ts'
import { type DisplayProcessor, type DisplayValue, displayProcessor } from './display-value.ts'
import { colorByName, type Theme } from './named-colors.ts'
import type { ShownField, ShownFrame } from './shown-fields.ts'

/** How a panel of single values chooses them. */
export interface ReduceOptions {
  readonly calcs?: readonly string[]
  /** A pattern of titles; empty for the fields of numbers. */
  readonly fields?: string
  /** Every row, in place of one calculation of all. */
  readonly values?: boolean
  readonly limit?: number
}

/** One of the values of a stat, a gauge, bars or a pie. */
export interface PanelValue {
  readonly title: string
  readonly value: FieldValue
  readonly display: DisplayValue
  readonly field: ShownField
  readonly frame: ShownFrame
  /** The row that it stands in; undefined where it is calculated of several. */
  readonly row: number | undefined
}

const mostValues = 25

/** The values that a panel shows: a calculation of each field, or the rows of each. */
export function panelValues(
  frames: readonly ShownFrame[],
  { calcs = [], fields = '', values = false, limit }: ReduceOptions,
  { overrides }: FieldConfigSource,
  theme: Theme,
): readonly PanelValue[] {
  const isMeant = fieldMatcher(fields ? { id: 'byRegexp', options: fields } : { id: 'numeric' })
  const chosen = frames.flatMap((frame) =>
    frame.fields.filter((field) => isMeant(field, frame, frames)).map((field) => ({ frame, field })),
  )
  if (!values) return chosen.flatMap((one) => calculated(one, calcs.length > 0 ? calcs : ['last']))
  const found: PanelValue[] = []
  for (const { frame, field } of chosen) {
    const display = rowDisplay(field, theme, () => found.length)
    for (const [row, value] of field.values.entries()) {
      if (found.length >= (limit || mostValues)) return found
      const title = rowTitle(frame, field, row)
      const color = overriddenColor(title, overrides)
      const shown = display(value)
      const own = color === undefined ? shown : { ...shown, color: colorByName(color, theme) }
      found.push({ title, value, display: own, field, frame, row })
    }
  }
  return found
}

interface Chosen {
  readonly frame: ShownFrame
  readonly field: ShownField
}

function calculated({ frame, field }: Chosen, calcs: readonly string[]): PanelValue[] {
  const results = reduceField(field, calcs)
  return calcs.map((calc) => {
    const value = results[findReducer(calc)?.id ?? calc]
    const row = frame.length === 1 ? 0 : undefined
    return { title: field.title, value, display: field.display(value), field, frame, row }
  })
}

/** Shows rows in the colours of the palette one after another; Grafana gives rows of one value the same colour. */
function rowDisplay(field: ShownField, theme: Theme, place: () => number): DisplayProcessor {
  const shown = new Map<FieldValue, DisplayValue>()
  return (value) => {
    const found =
      shown.get(value) ?? displayProcessor({ ...field.scaled, seriesIndex: place() }, theme)(value)
    shown.set(value, found)
    return found
  }
}

/** What a row is called: its texts, and the field where there are several of numbers. */
function rowTitle(frame: ShownFrame, field: ShownField, row: number): string {
  if (field.config.displayName) return field.config.displayName
  const others = frame.fields.filter((other) => other !== field)
  const texts = others
    .filter(({ type }) => type === 'string')
    .map(({ display, values }) => display(values[row] ?? '').text)
    .filter((text) => text !== '')
  const isOne = texts.length > 0 && !others.some(({ type }) => type === 'number')
  return isOne ? texts.join(' ') : [...texts, fieldDisplayName(field, frame)].join(' ')
}

/** The colour that an override gives to a row by its title. */
function overriddenColor(title: string, overrides: FieldConfigSource['overrides']): string | undefined {
  const named = overrides.find(
    ({ matcher, properties }) =>
      matcher.id === 'byName' && matcher.options === title && properties.some(({ id }) => id === 'color'),
  )
  const value: unknown = named?.properties.find(({ id }) => id === 'color')?.value
  const isColor = typeof value === 'object' && value !== null && 'fixedColor' in value
  return isColor ? String(value.fixedColor) : undefined
}
