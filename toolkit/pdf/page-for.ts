import type { PageSize } from 'pdfmake/interfaces.js'

/** A sheet on which columns of these widths fit beside each other. */
export interface Page {
  readonly size: PageSize
  readonly orientation: 'portrait' | 'landscape'
  /** The widths of the columns in points, made narrower where no sheet is wide enough. */
  readonly widths: readonly number[]
}

/** Points from margin to margin, smallest first. */
const sheets = [
  { size: 'A4', orientation: 'portrait', room: 523 },
  { size: 'A4', orientation: 'landscape', room: 770 },
  { size: 'A3', orientation: 'landscape', room: 1118 },
  { size: 'A2', orientation: 'landscape', room: 1612 },
  { size: 'A1', orientation: 'landscape', room: 2312 },
] as const

/** Points between two columns. */
const gap = 9

const average = 4.1
const narrowest = 24
const widest = 170

/**
 * The smallest sheet for columns whose longest texts have so many characters.
 *
 * @example pageFor([12, 40]).size // 'A4'
 */
export function pageFor(characters: readonly number[]): Page {
  const wanted = characters.map((count) => Math.min(Math.max(count * average, narrowest), widest))
  const whole = wanted.reduce((sum, width) => sum + width + gap, 0)
  const sheet = sheets.find(({ room }) => whole <= room) ?? sheets[sheets.length - 1]
  const { size = 'A1', orientation = 'landscape', room = whole } = sheet ?? {}
  const scale = Math.min(1, (room - characters.length * gap) / (whole - characters.length * gap))
  return { size, orientation, widths: wanted.map((width) => width * scale) }
}
