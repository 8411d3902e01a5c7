import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { pageFor } from '../../pdf/page-for.ts'
import { pdfText } from '../../pdf/pdf-text.ts'
import { svgInFonts } from '../../pdf/svg-in-fonts.ts'
import { writePdf } from '../../pdf/write-pdf.ts'
import {
  type ContentTable,
  chartOf,
  isNumeric,
  type Picture,
  type ReportContent,
  type SectionContent,
} from '../report-content.ts'
import { beforeText, changeText, periodText } from '../words.ts'
import { moodColors } from './mood-colors.ts'
import { pictureLines } from './picture-lines.ts'

/** A report as a document, each section a bookmark. */
export async function reportPdf(content: ReportContent): Promise<Buffer> {
  const { title } = content
  const out = new PassThrough()
  const head: Content[] = [
    { text: pdfText(title), style: 'title' },
    { text: pdfText(`${periodText(content)} · ${content.timeZone}`), style: 'note', margin: [0, 0, 0, 6] },
  ]
  const parts = content.sections.flatMap((section) => sectionParts(section, content))
  const [bytes] = await Promise.all([
    buffer(out),
    writePdf(
      [...head, ...parts],
      { title, page: pageFor([]), foot: `${title} · ${periodText(content)}` },
      out,
    ),
  ])
  return bytes
}

function sectionParts(section: SectionContent, content: ReportContent): Content[] {
  const heading: Content = { text: pdfText(section.title), style: 'heading', outline: true, headlineLevel: 1 }
  const note: Content[] =
    section.description === undefined
      ? []
      : [{ text: pdfText(section.description), style: 'note', margin: [0, 0, 0, 4] }]
  return [
    heading,
    ...note,
    ...chartOf(section).map((chart) => lineContent([chart])),
    bodyOf(section, content),
  ]
}

function bodyOf(section: SectionContent, content: ReportContent): Content {
  switch (section.kind) {
    case 'empty':
      return { text: pdfText(section.text) }
    case 'failed':
      return { text: pdfText(`This part could not be worked out: ${section.reason}`), color: '#b42318' }
    case 'figures':
      return table(
        ['', 'Now', 'Change', `In ${beforeText(content)}`].map((text, index) => head(text, index > 0)),
        section.figures.map((figure) => [
          cell(figure.label, false),
          { ...cell(figure.now.shown, true), bold: true },
          { ...cell(changeText(figure), true), color: moodColors[figure.mood] },
          cell(figure.before.shown, true),
        ]),
      )
    case 'pictures':
      return pictureLines(section.pictures).map(lineContent)
    case 'rows':
      return rowsContent(section)
  }
}

/** Points for each pixel of a drawing, so that the widest is as wide as the page. */
const scale = 523 / 608

function lineContent(line: readonly Picture[]): Content {
  const drawn = line.flatMap(({ drawing }) => drawing ?? [])
  if (drawn.length > 0) {
    const columns = drawn.map(({ svg, width }) => ({
      svg: svgInFonts(svg),
      width: width * scale,
    }))
    return { columns, columnGap: 6, margin: [0, 3, 0, 3], unbreakable: true }
  }
  return line.map(({ title, words, tables }): Content => {
    const heading: Content = { text: pdfText(title), bold: true, margin: [0, 6, 0, 2] }
    return [heading, ...(words === '' ? [] : [{ text: pdfText(words) }]), ...tables.map(rowsContent)]
  })
}

const rowsContent = ({ columns, rows }: ContentTable): Content =>
  table(
    columns.map((column) => head(column.label, isNumeric(column))),
    rows.map((row) =>
      row.map(({ shown }, index) => {
        const column = columns[index]
        return cell(shown, column !== undefined && isNumeric(column))
      }),
    ),
  )

const table = (header: TableCell[], rows: TableCell[][]): Content => ({
  table: {
    headerRows: 1,
    widths: header.map((_, index) => (index === 0 ? '*' : 'auto')),
    body: [header, ...rows],
  },
  layout: 'lightHorizontalLines',
})

const cell = (text: string, isRight: boolean) => ({
  text: pdfText(text),
  alignment: isRight ? ('right' as const) : ('left' as const),
})

const head = (text: string, isRight: boolean): TableCell => ({ ...cell(text, isRight), style: 'header' })
