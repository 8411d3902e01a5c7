import type { Zone } from '../time/zone.ts'

/** A value as text, in the parts that may differ in size. */
export interface FormattedValue {
  readonly text: string
  readonly prefix?: string
  readonly suffix?: string
}

/** How many digits stand after the point; null and undefined leave it to the size of the value. */
export type Decimals = number | null | undefined

/** What a format may have to know beside the value. */
export interface FormatContext {
  /** The present, for formats that say less of today or count from now. */
  readonly now?: number
  /** Whether a moment is written with its milliseconds. */
  readonly milliseconds?: boolean
  /** The zone whose clocks a moment is written by; UTC unless given. */
  readonly zone?: Zone
}

/** Writes a value in one unit. */
export type ValueFormat = (
  value: number | null,
  decimals?: Decimals,
  context?: FormatContext,
) => FormattedValue

/** The parts of a value as one text. */
export const formattedText = ({ prefix = '', text, suffix = '' }: FormattedValue): string =>
  `${prefix}${text}${suffix}`

/** A format for numbers that leaves NULL empty. */
export const numberFormat =
  (write: (value: number, decimals: Decimals) => FormattedValue): ValueFormat =>
  (value, decimals) =>
    value === null ? { text: '' } : write(value, decimals)
