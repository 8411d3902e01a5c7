import type { ComparedCell, Mismatch, ProofResult } from 'sightline/engine'
import { colors } from './terminal.ts'

/** A proof that failed: where it stands, and what was expected beside what was found. */
export function failureText(file: string, { title, where, mismatches, problem }: ProofResult): string {
  const head = `${colors.red('✗')} ${colors.bold(title)}  ${colors.dim(where ?? file)}`
  const parts = mismatches.map(mismatchText)
  if (problem) {
    const { what, value, next } = problem
    parts.push([what, ...(value === undefined ? [] : [`value: ${value}`]), `next:  ${next}`].join('\n'))
  }
  return [head, ...parts.map((part) => part.replace(/^/gm, '    '))].join('\n')
}

/** Longer cells are cut, so that rows stay below each other. */
const longest = 36

/** Rows under the names of their columns: `-` what was expected, `+` what was found. */
function mismatchText({ subject, columns, rows }: Mismatch): string {
  const lines = rows.flatMap((cells) => rowLines(cells))
  const shown = columns.flatMap((name, index) =>
    isShown(rows.map((cells) => cells[index])) ? [{ name, index }] : [],
  )
  const widths = shown.map(({ name, index }) =>
    Math.min(longest, Math.max(name.length, ...lines.map(({ texts }) => (texts[index] ?? '').length))),
  )
  const written = (texts: readonly string[], paint: (text: string, place: number) => string) =>
    shown
      .map(({ index }, place) => paint(cut(texts[index] ?? '').padEnd(widths[place] ?? 0), index))
      .join('  ')
      .trimEnd()
  const title = `  ${written(columns, (text) => colors.dim(text))}`
  const body = lines.map(
    ({ sign, texts, differs }) =>
      `${sign} ${written(texts, (text, index) => (differs[index] ? (sign === '-' ? colors.green(text) : colors.red(text)) : text))}`,
  )
  return [subject, title, ...body].join('\n')
}

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

/** Columns in which nothing was found that nobody expected. */
const isShown = (cells: readonly (ComparedCell | undefined)[]): boolean =>
  cells.some((cell) => cell !== undefined && (cell.expected !== null || cell.actual !== null))

interface Line {
  readonly sign: ' ' | '-' | '+'
  readonly texts: readonly string[]
  readonly differs: readonly boolean[]
}

function rowLines(cells: readonly ComparedCell[]): Line[] {
  const line = (sign: Line['sign'], texts: readonly (string | null)[]): Line => ({
    sign,
    texts: texts.map((text) => text ?? ''),
    differs: cells.map(({ same }) => !same),
  })
  if (cells.every(({ same }) => same))
    return [
      line(
        ' ',
        cells.map(({ actual }) => actual),
      ),
    ]
  const isThere = (side: 'expected' | 'actual') => cells.some((cell) => cell[side] !== null)
  return [
    ...(isThere('expected')
      ? [
          line(
            '-',
            cells.map(({ expected }) => expected),
          ),
        ]
      : []),
    ...(isThere('actual')
      ? [
          line(
            '+',
            cells.map(({ actual }) => actual),
          ),
        ]
      : []),
  ]
}
