import type { DiffReport } from '../diff-report.ts'
import { affectedMermaid } from './affected-mermaid.ts'
import { count } from './line.ts'
import { fenced, htmlText, markdownCell, markdownLine } from './markdown-text.ts'
import { reportSections } from './report-sections.ts'
import type { Item, Section, SqlDifference } from './section.ts'
import { verdictLine } from './verdict-line.ts'

export interface MarkdownOptions {
  /** Characters that the whole may have; what is least bad is cut, and counted. */
  readonly limit?: number
  /** Whether the lineage of what changes is drawn, with mermaid. */
  readonly graph?: boolean
}

/** A piece that is shown or cut as a whole. */
interface Piece {
  readonly section: Section
  readonly kind: 'row' | 'item'
  readonly text: string
  /** What is folded below it, and left out first. */
  readonly folded: readonly string[]
}

/** What the head of a part, its note of what was cut and the last lines take at most. */
const reserve = 1500

/**
 * A report as GitHub's markdown, the worst first and long parts folded.
 *
 * @example await writeFile('diff.md', diffMarkdown(report, { limit: 60_000 }))
 */
export function diffMarkdown(
  report: DiffReport,
  { limit = Number.POSITIVE_INFINITY, graph = false }: MarkdownOptions = {},
): string {
  const sections = reportSections(report)
  const pieces = sections.flatMap(piecesOf)
  const head = `**${verdictLine(report)}**`
  const foot = `<sub>From ${sideText(report.base)} to ${sideText(report.head)}.</sub>`
  let left = limit - reserve - head.length - foot.length
  const fits = (text: string): boolean => {
    if (text.length + 1 > left) return false
    left -= text.length + 1
    return true
  }
  const shown = new Map(
    pieces.filter(({ text }) => fits(text)).map((piece): [Piece, string[]] => [piece, []]),
  )
  for (const [piece, folded] of shown) folded.push(...piece.folded.filter(fits))
  const drawing = folded('What this reaches', fenced('mermaid', affectedMermaid(report.affected)))
  const withGraph = graph && isDrawable(report) && fits(drawing) ? [drawing] : []
  const bodies = sections.map((section) => sectionText(section, pieces, shown))
  return `${[head, ...bodies, ...withGraph, foot].join('\n\n')}\n`
}

/** GitHub does not draw a graph with more than 500 edges. */
const isDrawable = ({ affected: { edges } }: DiffReport): boolean => edges.length > 0 && edges.length <= 500

const sideText = ({ label, version }: DiffReport['base']): string =>
  markdownLine([{ code: label }, ` (${version})`])

function piecesOf(section: Section): Piece[] {
  const rows = section.rows.map((cells): Piece => {
    const text = `| ${cells.map(markdownCell).join(' | ')} |`
    return { section, kind: 'row', text, folded: [] }
  })
  const items = section.items.map((item): Piece => {
    const folded = item.diffs.map(differenceText)
    return { section, kind: 'item', text: itemText(item), folded }
  })
  return [...rows, ...items]
}

function itemText({ line, bullets }: Item): string {
  return [`- ${markdownLine(line)}`, ...bullets.map((bullet) => `  - ${markdownLine(bullet)}`)].join('\n')
}

function differenceText({ of, lines }: SqlDifference): string {
  return folded(htmlText(of), fenced('diff', lines.join('\n')))
}

const folded = (title: string, text: string): string =>
  `<details><summary>${title}</summary>\n\n${text}\n\n</details>`

/** More than this is folded. */
const longSection = 25

function sectionText(
  section: Section,
  pieces: readonly Piece[],
  shown: ReadonlyMap<Piece, readonly string[]>,
): string {
  const own = pieces.filter((piece) => piece.section === section)
  const kept = own.filter((piece) => shown.has(piece))
  const rows = kept.filter(({ kind }) => kind === 'row').map(({ text }) => text)
  const items = kept.filter(({ kind }) => kind === 'item').map(({ text }) => text)
  const { columns, title } = section
  const table =
    rows.length === 0 ? [] : [headRow(columns), `| ${columns.map(() => '---').join(' | ')} |`, ...rows]
  const details = kept.flatMap((piece) => shown.get(piece) ?? [])
  const cut = own.length - kept.length
  const cutDetails = kept.reduce((total, piece) => total + piece.folded.length, 0) - details.length
  const left = [
    cut > 0 ? `${count(cut, 'more change')} of this kind` : '',
    cutDetails > 0 ? `the SQL of ${cutDetails}` : '',
  ].filter((part) => part !== '')
  const parts = [
    table.join('\n'),
    items.join('\n'),
    ...details,
    left.length === 0 ? '' : `_Not shown: ${left.join(', ')}. \`sightline diff\` shows everything._`,
  ].filter((part) => part !== '')
  const body = parts.join('\n\n')
  return `### ${title}\n\n${kept.length > longSection ? folded(count(own.length, 'change'), body) : body}`
}

const headRow = (columns: readonly string[]): string => `| ${columns.join(' | ')} |`
