const shownColumns = 4
const shownCharacters = 40

/** A row in a few words: its first columns with their values. */
export function shortRow(row: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(row)
  const shown = entries.slice(0, shownColumns).map(([name, value]) => `${name} = ${shortValue(value)}`)
  return [...shown, ...(entries.length > shownColumns ? ['…'] : [])].join(', ')
}

function shortValue(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters - 1)}…` : text
}
