import { type DataField, type DataFrame, dataField } from '../../frames/frame.ts'
import { findReducer } from '../../reduce/reducers.ts'
import type { Calculate } from './calculate.ts'
import { type Binary, binaryOfType, binaryValues, sideName } from './calculate-binary.ts'
import { type Cumulative, cumulativeValues, type Window, windowValues } from './calculate-over-rows.ts'
import { type ReduceRow, reduceRowValues } from './calculate-row.ts'
import { type Unary, unaryValues } from './calculate-unary.ts'
import type { Frames } from './frames.ts'
import { ensureColumns } from './join-by-field.ts'

interface CalculateField {
  readonly mode?: 'reduceRow' | 'cumulativeFunctions' | 'windowFunctions' | 'binary' | 'unary' | 'index'
  readonly reduce?: ReduceRow
  readonly cumulative?: Cumulative
  readonly window?: Window
  readonly binary?: Binary
  readonly unary?: Unary
  readonly index?: { readonly asPercentile?: boolean }
  readonly alias?: string
  readonly replaceFields?: boolean
  readonly timeSeries?: boolean
}

/** A field that is calculated of others, row by row, beside them or in their place. */
export function calculateField(given: Frames, options: CalculateField): Frames {
  const { mode = 'reduceRow', binary, timeSeries = true, replaceFields = false } = options
  const right = typeof binary?.right === 'object' ? binary.right.fixed : binary?.right
  const isFixed = mode === 'binary' && !Number.isNaN(Number(right ?? Number.NaN))
  const frames = timeSeries && !isFixed ? ensureColumns(given) : given
  if (mode === 'index') return frames.map((frame) => withIndex(frame, options))
  const ofType =
    mode === 'binary' ? binaryOfType(frames, binary ?? {}, { timeSeries, replaceFields }) : undefined
  if (ofType) return ofType
  const calculate = calculation(frames, mode, options)
  return frames.flatMap((frame) => {
    const values = calculate(frame)
    if (!values) return replaceFields ? [] : [frame]
    const config = options.alias ? { displayName: options.alias } : {}
    const field = dataField(nameOf(mode, options), 'number', values, { config })
    if (!replaceFields) return [{ ...frame, fields: [...frame.fields, field] }]
    const time = timeSeries ? frame.fields.find(({ type }) => type === 'time') : undefined
    return [{ ...frame, fields: time ? [time, field] : [field] }]
  })
}

function calculation(
  frames: Frames,
  mode: Exclude<CalculateField['mode'], 'index' | undefined>,
  { reduce, cumulative, window, binary, unary }: CalculateField,
): Calculate {
  switch (mode) {
    case 'reduceRow':
      return reduceRowValues(frames, reduce ?? {})
    case 'cumulativeFunctions':
      return cumulativeValues(frames, cumulative ?? {})
    case 'windowFunctions':
      return windowValues(frames, window ?? {})
    case 'binary':
      return binaryValues(frames, binary ?? {})
    case 'unary':
      return unaryValues(frames, unary ?? {})
  }
}

function withIndex(
  frame: DataFrame,
  { alias = 'Row', index, replaceFields = false }: CalculateField,
): DataFrame {
  const { asPercentile = false } = index ?? {}
  const rows = [...Array(frame.length).keys()].map((row) => (asPercentile ? row / frame.length : row))
  const field: DataField = dataField(alias, 'number', rows, {
    config: asPercentile ? { unit: 'percentunit' } : {},
  })
  return { ...frame, fields: replaceFields ? [field] : [...frame.fields, field] }
}

function nameOf(mode: string, { alias, cumulative, window, unary, binary, reduce }: CalculateField): string {
  if (alias) return alias
  const of = (field: string | undefined) => (field ? `(${field})` : '')
  switch (mode) {
    case 'cumulativeFunctions':
      return `cumulative ${cumulative?.reducer ?? 'sum'}${of(cumulative?.field)}`
    case 'windowFunctions':
      return `${window?.windowAlignment ?? 'trailing'} moving ${window?.reducer ?? 'mean'}${of(window?.field)}`
    case 'unary':
      return `${unary?.operator ?? 'abs'}${of(unary?.fieldName)}`
    case 'binary': {
      const [left, right] = [sideName(binary?.left), sideName(binary?.right)]
      if (left.includes('$') || right.includes('$')) return ''
      return left && right ? `${left} ${binary?.operator ?? '+'} ${right}` : ''
    }
    default:
      return findReducer(reduce?.reducer ?? 'sum')?.name ?? 'math'
  }
}
