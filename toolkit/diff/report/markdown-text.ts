import type { Line } from './line.ts'

/** A line in markdown: names as code, and nothing in plain words that GitHub would read as markdown, HTML, mathematics or a person. */
export function markdownLine(line: Line): string {
  return line.map((part) => (typeof part === 'string' ? escaped(part) : codeSpan(part.code))).join('')
}

/** A line in a cell of a table. */
export function markdownCell(line: Line): string {
  const inCell = (text: string) => text.replaceAll('|', '\\|')
  return line
    .map((part) => {
      if (typeof part === 'string') return inCell(escaped(part))
      const { code } = part
      return code.includes('\\') && code.includes('|') ? codeByNumbers(code) : inCell(codeSpan(code))
    })
    .join('')
}

/** Code spans of a table have no way to write a backslash before a line. */
const codeByNumbers = (text: string): string =>
  `<code>${flat(text).replace(/[^\p{L}\p{N} ]/gu, (found) => `&#${found.codePointAt(0)};`)}</code>`

/** A line between HTML tags, where nothing is read as markdown. */
export function htmlText(line: Line): string {
  const text = flat(line.map((part) => (typeof part === 'string' ? part : part.code)).join(''))
  return unmentioned(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
}

/** A name in the label of a mermaid chart, which neither ends the label nor the fence around the chart. */
export function mermaidLabel(text: string): string {
  const coded = flat(text).replace(/[^\p{L}\p{N} ._/$()+,:=?!%*'@-]/gu, (found) =>
    found === '"' ? '#quot;' : `#${found.codePointAt(0)};`,
  )
  return `"${coded}"`
}

/** Lines of code in a fence that is longer than any inside of it. */
export function fenced(language: string, text: string): string {
  const fence = '`'.repeat(longestRun(text, 2) + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

/** A code span takes everything as it is, but needs more backticks around it than there are inside. */
function codeSpan(text: string): string {
  const inside = flat(text)
  if (inside === '') return '` `'
  const longest = longestRun(inside, 0)
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `\`${inside}\`` : `${fence} ${inside} ${fence}`
}

const longestRun = (text: string, least: number): number =>
  Math.max(least, ...(text.match(/`+/g) ?? []).map(({ length }) => length))

/** In one line, without what no text holds. */
const flat = (text: string): string => text.replaceAll(/[\s\0]+/g, ' ').trim()

function escaped(text: string): string {
  const marked = text
    .replaceAll(/[\s\0]+/g, ' ')
    .replaceAll(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll(/[\\`[\]<~]|(?<!\s|^)\*|\*(?!\s|$)|(?<![a-z\d])_|_(?![a-z\d])/gi, '\\$&')
    .replaceAll(/(?<=\$.*\S)\$/g, '\\$')
    .replace(/^( *)([-+*#>=])/, '$1\\$2')
    .replace(/^( *\d+)([.)])/, '$1\\$2')
  return unmentioned(marked)
}

/** GitHub tells people whose names stand after an @, and links #1, unless something without width stands between. */
const unmentioned = (text: string): string => text.replaceAll(/@(?=\S)|#(?=\d)/g, '$&&#8203;')
