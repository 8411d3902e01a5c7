/** Tables fit into this many columns. */
export const width = 100

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Goes on in the next line what does not fit, where else it is cut. */
  readonly wraps?: boolean
}

/** Rows under titles, in columns as wide as their longest value; the widest column gives way where they do not fit. */
export function formatTable(columns: readonly Column[], values: readonly (readonly string[])[]): string {
  const rows = values.map((cells) => cells.map(plain))
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
  )
  const gaps = 2 * (columns.length - 1)
  for (let excess = sum(widths) + gaps - width; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths))
    widths[widest] = (widths[widest] ?? 1) - 1
  }
  const row = (cells: readonly string[]): string => {
    const parts = columns.map(({ wraps }, index) => {
      const [cell, most] = [cells[index] ?? '', widths[index] ?? 0]
      return wraps ? wrap(cell, most) : [clip(cell, most)]
    })
    const height = Math.max(...parts.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) =>
      columns
        .map(({ align }, index) => {
          const [part, most] = [parts[index]?.[line] ?? '', widths[index] ?? 0]
          return align === 'right' ? part.padStart(most) : part.padEnd(most)
        })
        .join('  ')
        .trimEnd(),
    ).join('\n')
  }
  return [
    row(columns.map(({ title }) => title)),
    row(widths.map((w) => '─'.repeat(w))),
    ...rows.map(row),
  ].join('\n')
}

/** A text in lines, broken between words, and within one that is longer than a line. */
function wrap(text: string, length: number): string[] {
  const lines = ['']
  for (const word of text
    .split(' ')
    .flatMap((one) => one.match(new RegExp(`.{1,${length}}`, 'gu')) ?? [''])) {
    const last = lines.at(-1) ?? ''
    if (last === '') lines[lines.length - 1] = word
    else if (last.length + 1 + word.length <= length) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`
}

/** Values come from databases: what would break the line, or steer the terminal, is shown as a space. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
