/** Before every entry of a stream. */
export const streamStart = '0-0'

/** When an entry was added, in milliseconds. */
export const addedAt = (id: string): number => Number(id.slice(0, id.indexOf('-')))

/** Less than zero where the first was added before the second. */
export function compareIds(a: string, b: string): number {
  const byTime = addedAt(a) - addedAt(b)
  return byTime !== 0 ? byTime : Number(a.slice(a.indexOf('-') + 1)) - Number(b.slice(b.indexOf('-') + 1))
}

/** The later of two. */
export const laterId = (a: string, b: string): string => (compareIds(a, b) < 0 ? b : a)

/** The earlier of two. */
export const earlierId = (a: string, b: string): string => (compareIds(a, b) < 0 ? a : b)
