import { fieldDisplayName } from '../display-name.ts'
import type { Calculate } from './calculate.ts'
import type { Frames } from './frames.ts'

export interface Unary {
  readonly operator?: string
  readonly fieldName?: string
}

const operators: Readonly<Record<string, (value: number, total: number) => number>> = {
  abs: Math.abs,
  exp: Math.exp,
  ln: Math.log,
  round: Math.round,
  floor: Math.floor,
  ceil: Math.ceil,
  percent: (value, total) => value / (total || 1),
}

/** An operation of the numbers of one field. */
export function unaryValues(frames: Frames, { operator = 'abs', fieldName = '' }: Unary): Calculate {
  const operate = operators[operator]
  return (frame) => {
    const field = frame.fields.findLast(
      (one) => one.type === 'number' && fieldDisplayName(one, frame, frames) === fieldName,
    )
    if (!field || field.values.length === 0 || !operate) return undefined
    const total = field.values.reduce<number>(
      (sum, value) => (typeof value === 'number' && Number.isFinite(value) ? sum + value : sum),
      0,
    )
    return field.values.map((value) => operate(Number(value), total))
  }
}
