import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { pageFor } from '../../pdf/page-for.ts'
import { pdfText } from '../../pdf/pdf-text.ts'
import { writePdf } from '../../pdf/write-pdf.ts'
import { isNumeric, type ReportContent, type SectionContent } from '../report-content.ts'
import { beforeText, changeText, periodText } from '../words.ts'
import { moodColors } from './mood-colors.ts'

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
  return [heading, ...note, bodyOf(section, content)]
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
    case 'rows':
      return table(
        section.columns.map((column) => head(column.label, isNumeric(column))),
        section.rows.map((row) =>
          row.map(({ shown }, index) => {
            const column = section.columns[index]
            return cell(shown, column !== undefined && isNumeric(column))
          }),
        ),
      )
  }
}

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
