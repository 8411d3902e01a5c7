/** A name or another text that stands for itself, beside plain words. */
export interface Code {
  readonly code: string
}

/** One line for people, whatever it is printed on. */
export type Line = readonly (string | Code)[]

/** A line of plain words and, in the places of the template, names. */
export function line(words: readonly string[], ...names: readonly (string | Line)[]): Line {
  return words.flatMap((word, index): (string | Code)[] => {
    const name = names[index]
    const found = name === undefined ? [] : typeof name === 'string' ? [{ code: name }] : [...name]
    return word === '' ? found : [word, ...found]
  })
}

/** Plain words as a line. */
export const words = (text: string): Line => [text]

/** Several lines as one, with something between them. */
export function joined(lines: readonly Line[], between = ', '): Line {
  return lines.flatMap((one, index) => (index === 0 ? one : [between, ...one]))
}

/** `1 panel`, `2 panels`, `3 indexes`. */
export function count(number: number, thing: string): string {
  const plural = /(?:s|x|ch)$/.test(thing)
    ? `${thing}es`
    : thing.endsWith('y')
      ? `${thing.slice(0, -1)}ies`
      : `${thing}s`
  return `${number.toLocaleString('en-US')} ${number === 1 ? thing : plural}`
}
