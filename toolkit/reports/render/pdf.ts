import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { pageFor } from '../../pdf/page-for.ts'
import { pdfText } from '../../pdf/pdf-text.ts'
import { svgInFonts } from '../../pdf/svg-in-fonts.ts'
import { writePdf } from '../../pdf/write-pdf.ts'
import type { ReportContent, SectionContent } from '../report-content.ts'
import { periodText } from '../words.ts'
import { type Block, type ShownCell, sectionBlocks } from './section-blocks.ts'

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
  return [heading, ...note, ...sectionBlocks(section, content).map(blockContent)]
}

/** Points for each pixel of a drawing, so that the widest is as wide as the page. */
const scale = 523 / 608

function blockContent(block: Block): Content {
  switch (block.kind) {
    case 'words':
      return { text: pdfText(block.text), ...inColor(block.color) }
    case 'heading': {
      const heading: Content = { text: pdfText(block.title), bold: true, margin: [0, 6, 0, 2] }
      return block.words === '' ? heading : [heading, { text: pdfText(block.words) }]
    }
    case 'drawings': {
      const columns = block.pictures.map(({ drawing: { svg, width } }) => ({
        svg: svgInFonts(svg),
        width: width * scale,
      }))
      return { columns, columnGap: 6, margin: [0, 3, 0, 3], unbreakable: true }
    }
    case 'cells':
      return {
        table: {
          headerRows: 1,
          widths: block.head.map((_, index) => (index === 0 ? '*' : 'auto')),
          body: [block.head.map(headCell), ...block.rows.map((row) => row.map(cell))],
        },
        layout: 'lightHorizontalLines',
      }
  }
}

const inColor = (color: string | undefined) => (color === undefined ? {} : { color })

const cell = ({ text, side, isBold, color }: ShownCell) => ({
  text: pdfText(text),
  alignment: side,
  bold: isBold,
  ...inColor(color),
})

const headCell = ({ text, side }: ShownCell): TableCell => ({
  text: pdfText(text),
  alignment: side,
  style: 'header',
})
