import type { ComparedCell, Mismatch, ProofResult } from 'sightline/engine'
import { width } from './table.ts'
import { colors } from './terminal.ts'

/** A proof that failed: where it stands, and what was expected beside what was found. */
export function failureText(file: string, { title, where, mismatches, problem }: ProofResult): string {
  const head = `${colors.red('✗')} ${colors.bold(title)}  ${colors.dim(where ?? file)}`
  const parts = mismatches.map(mismatchText)
  if (problem) {
    const { what, value, next } = problem
    const other = problem.where === where ? undefined : problem.where
    const facts = { value, where: other, next }
    const lines = Object.entries(facts).map(([name, fact]) => fact && `${`${name}:`.padEnd(7)}${fact}`)
    parts.push([what, ...lines.filter((line) => line !== undefined)].join('\n'))
  }
  return [head, ...parts.map((part) => part.replace(/^/gm, indent))].join('\n')
}

const indent = '    '

/** Longer cells are cut, so that rows stay below each other. */
const longestCell = 36

/** Where there are more rows, those that are as expected are left out, and then the last ones. */
const mostRows = 24

/** A column with its texts in all lines. */
interface Column {
  readonly name: string
  readonly texts: readonly string[]
  readonly differs: readonly boolean[]
  readonly width: number
}

type Sign = ' ' | '-' | '+'

/** Rows under the names of their columns: `-` what was expected, `+` what was found. */
function mismatchText({ subject, columns, rows }: Mismatch): string {
  const wrong = rows.filter((cells) => cells.some(({ same }) => !same))
  const chosen = (rows.length > mostRows ? wrong : rows).slice(0, mostRows)
  const lines = chosen.flatMap((cells) => signsOf(cells).map((sign) => ({ sign, cells })))
  const all = columns.flatMap((name, index): Column[] => {
    const cells = lines.map((line) => line.cells[index])
    if (!cells.some((cell) => cell && (cell.expected !== null || cell.actual !== null))) return []
    const texts = cells.map((cell, line) => cut(shownIn(lines[line]?.sign ?? ' ', cell)))
    const differs = cells.map((cell) => cell?.same === false)
    return [{ name, texts, differs, width: Math.max(name.length, ...texts.map((text) => text.length)) }]
  })
  const [first, ...others] = all
  if (!first) return subject
  const isWide = bandsOf(first, others).length > 1
  const asked = isWide ? others.filter(({ differs }) => differs.includes(true)) : others
  const bands = bandsOf(first, asked).map((band) =>
    bandText(
      band,
      lines.map(({ sign }) => sign),
    ),
  )
  const left = [
    ...(asked.length < others.length
      ? [`${counted(others.length - asked.length, 'more column')} as expected`]
      : []),
    ...(chosen.length < rows.length ? [counted(rows.length - chosen.length, 'more row')] : []),
  ]
  return [subject, ...bands, ...(left.length > 0 ? [colors.dim(`  … ${left.join(', ')}`)] : [])].join('\n')
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** Columns that fit beside each other, each time behind the first, which says which row it is. */
function bandsOf(first: Column, others: readonly Column[]): Column[][] {
  const room = width - indent.length - '- '.length - first.width
  const bands: Column[][] = [[]]
  let used = 0
  for (const column of others) {
    used += column.width + 2
    if (used > room && bands.at(-1)?.length) {
      bands.push([])
      used = column.width + 2
    }
    bands.at(-1)?.push(column)
  }
  return bands.map((band) => [first, ...band])
}

function bandText(band: readonly Column[], signs: readonly Sign[]): string {
  const written = (textOf: (column: Column) => string, paint: (text: string, column: Column) => string) =>
    band
      .map((column) => paint(textOf(column).padEnd(column.width), column))
      .join('  ')
      .trimEnd()
  const title = `  ${written(({ name }) => name, colors.dim)}`
  const body = signs.map((sign, line) => {
    const paint = (text: string, { differs }: Column) =>
      differs[line] ? (sign === '-' ? colors.green(text) : colors.red(text)) : text
    return `${sign} ${written(({ texts }) => texts[line] ?? '', paint)}`
  })
  return [title, ...body].join('\n')
}

/** A row that is as expected is one line, and another has one for each side that it has. */
function signsOf(cells: readonly ComparedCell[]): Sign[] {
  if (cells.every(({ same }) => same)) return [' ']
  const isThere = (side: 'expected' | 'actual') => cells.some((cell) => cell[side] !== null)
  return [...(isThere('expected') ? (['-'] as const) : []), ...(isThere('actual') ? (['+'] as const) : [])]
}

const shownIn = (sign: Sign, cell: ComparedCell | undefined): string =>
  (sign === '-' ? cell?.expected : cell?.actual) ?? ''

/** What would break the line, or steer the terminal, is shown as a space. */
function cut(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
  return plain.length > longestCell ? `${plain.slice(0, longestCell - 1)}…` : plain
}
