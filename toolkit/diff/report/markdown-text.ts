import type { Line } from './line.ts'

/** A line in markdown: names as code, and nothing in plain words that GitHub would read as markdown, HTML, mathematics or a person. */
export function markdownLine(line: Line): string {
  return line.map((part) => (typeof part === 'string' ? escaped(part) : codeSpan(part.code))).join('')
}

/** A line in a cell of a table. */
export const markdownCell = (line: Line): string => markdownLine(line).replaceAll('|', '\\|')

/** A code span takes everything as it is, but needs more backticks around it than there are inside. */
function codeSpan(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `\`${flat}\`` : `${fence} ${flat} ${fence}`
}

function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll(/[\\`[\]<]|(?<!\s|^)\*|\*(?!\s|$)/g, '\\$&')
    .replaceAll(/(^|\s)_|_(?=\s|$)/g, '$1\\_')
    .replaceAll(/@(?=\w)/g, '&#64;')
    .replaceAll(/(?<=\$.*\S)\$/g, '\\$')
}
