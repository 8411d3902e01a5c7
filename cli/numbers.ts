import { InvalidArgumentError } from 'commander'

/** A whole number from 0 up, as an option's value. */
export function wholeNumber(text: string): number {
  return requireNumber(text, (value) => Number.isSafeInteger(value) && value >= 0, 'a whole number')
}

/** A whole number above 0, as an option's value. */
export function numberAboveZero(text: string): number {
  return requireNumber(text, (value) => Number.isSafeInteger(value) && value > 0, 'a whole number above 0')
}

/** A number above 0, as an option's value. */
export function positiveNumber(text: string): number {
  return requireNumber(text, (value) => value > 0 && Number.isFinite(value), 'a number above 0')
}

function requireNumber(text: string, fits: (value: number) => boolean, wanted: string): number {
  const value = Number(text)
  if (text.trim() !== '' && fits(value)) return value
  throw new InvalidArgumentError(`It must be ${wanted}.`)
}
