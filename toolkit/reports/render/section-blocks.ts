import type { Drawing } from '../../pictures/drawing.ts'
import {
  type ContentTable,
  chartOf,
  isNumeric,
  type Picture,
  type ReportContent,
  type SectionContent,
} from '../report-content.ts'
import { beforeText, changeText } from '../words.ts'
import { moodColors } from './mood-colors.ts'
import { pictureLines } from './picture-lines.ts'

/** A cell of a table as a page shows it. */
export interface ShownCell {
  readonly text: string
  readonly side: 'left' | 'right'
  readonly isBold: boolean
  /** That of the page where it is undefined. */
  readonly color: string | undefined
}

/** A picture that has a drawing. */
export interface DrawnPicture extends Picture {
  readonly drawing: Drawing
}

/** What a section consists of on a page, be it a mail or a document. */
export type Block =
  | { readonly kind: 'words'; readonly text: string; readonly color: string | undefined }
  | { readonly kind: 'heading'; readonly title: string; readonly words: string }
  /** Beside each other. */
  | { readonly kind: 'drawings'; readonly pictures: readonly DrawnPicture[] }
  | {
      readonly kind: 'cells'
      readonly head: readonly ShownCell[]
      readonly rows: readonly (readonly ShownCell[])[]
    }

/** A section below its title: its chart, and then what it says. */
export function sectionBlocks(section: SectionContent, content: ReportContent): Block[] {
  const charts = chartOf(section).flatMap((chart) => pictureBlocks([chart]))
  return [...charts, ...bodyBlocks(section, content)]
}

function bodyBlocks(section: SectionContent, content: ReportContent): Block[] {
  switch (section.kind) {
    case 'empty':
      return [{ kind: 'words', text: section.text, color: undefined }]
    case 'failed': {
      const text = `This part could not be worked out: ${section.reason}`
      return [{ kind: 'words', text, color: moodColors.bad }]
    }
    case 'figures': {
      const [first = '', ...others] = ['', 'Now', 'Change', `In ${beforeText(content)}`]
      const rows = section.figures.map((figure) => [
        cell(figure.label, 'left'),
        { ...cell(figure.now.shown, 'right'), isBold: true },
        { ...cell(changeText(figure), 'right'), color: moodColors[figure.mood] },
        { ...cell(figure.before.shown, 'right'), color: moodColors.neither },
      ])
      return [
        { kind: 'cells', head: [cell(first, 'left'), ...others.map((text) => cell(text, 'right'))], rows },
      ]
    }
    case 'pictures':
      return pictureLines(section.pictures).flatMap(pictureBlocks)
    case 'rows':
      return [tableBlock(section)]
  }
}

/** Drawings beside each other, or what is no drawing under its title. */
function pictureBlocks(line: readonly Picture[]): Block[] {
  const pictures = line.flatMap((picture) => (isDrawn(picture) ? [picture] : []))
  if (pictures.length > 0) return [{ kind: 'drawings', pictures }]
  return line.flatMap(({ title, words, tables }): Block[] => [
    { kind: 'heading', title, words },
    ...tables.map(tableBlock),
  ])
}

const isDrawn = (picture: Picture): picture is DrawnPicture => picture.drawing !== undefined

function tableBlock({ columns, rows }: ContentTable): Block {
  const sides = columns.map((column) => (isNumeric(column) ? 'right' : 'left'))
  return {
    kind: 'cells',
    head: columns.map(({ label }, index) => cell(label, sides[index] ?? 'left')),
    rows: rows.map((row) => row.map(({ shown }, index) => cell(shown, sides[index] ?? 'left'))),
  }
}

const cell = (text: string, side: ShownCell['side']): ShownCell => ({
  text,
  side,
  isBold: false,
  color: undefined,
})
