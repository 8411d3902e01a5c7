/** A text as a literal of TypeScript. */
export const literal = (text: string): string =>
  text.includes("'") && !text.includes('"') && !/[\\\n\r]/.test(text)
    ? `"${text}"`
    : `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`

/** A name as a key of an object. */
export const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name))

/** A list of names. */
export const list = (names: readonly string[]): string => `[${names.map(literal).join(', ')}]`

/** A comment behind a line of code. */
export const behind = (comment: string | null): string =>
  comment === null || comment.trim() === '' ? '' : ` // ${comment.trim().replace(/\s+/g, ' ')}`

/** An import of names, in alphabetical order; nothing where there are none. */
export function importLine(names: Iterable<string>, from: string): string {
  const sorted = [...new Set(names)].sort()
  if (sorted.length === 0) return ''
  const line = `import { ${sorted.join(', ')} } from ${literal(from)}\n`
  return line.length <= 111
    ? line
    : `import {\n${sorted.map((name) => `  ${name},\n`).join('')}} from ${literal(from)}\n`
}
