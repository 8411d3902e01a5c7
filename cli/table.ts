/** Tables fit into this many columns. */
export const width = 100

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
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
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const cell = clip(cells[index] ?? '', widths[index] ?? 0)
        return align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)
      })
      .join('  ')
      .trimEnd()
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((w) => '─'.repeat(w))),
    ...rows.map(line),
  ].join('\n')
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`
}

/** Values come from databases: what would break the line, or steer the terminal, is shown as a space. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
