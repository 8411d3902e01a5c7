import { Refusal } from '../refusal.ts'

const decimal = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * A number as Go reads it: also hexadecimal, and octal behind a 0.
 *
 * @throws Refusal for what is no number, and for one that is out of range
 */
export function parseNumber(text: string): number {
  const value = readGo(text)
  if (Number.isFinite(value)) return value
  throw new Refusal(`expr: illegal number syntax: ${JSON.stringify(text)}`)
}

function readGo(text: string): number {
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return Number(text)
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8)
  return decimal.test(text) ? Number(text) : Number.NaN
}
