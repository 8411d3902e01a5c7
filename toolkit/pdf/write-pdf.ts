import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { documentPrinter } from './document-printer.ts'
import type { Page } from './page-for.ts'

/** What a document consists of beside its content. */
export interface PdfFrame {
  readonly title: string
  readonly page: Pick<Page, 'size' | 'orientation'>
  /** Stands at the foot of each page, beside its number. */
  readonly foot: string
}

/** Writes a document with page numbers and embedded fonts. */
export async function writePdf(
  content: Content,
  { title, page: sheet, foot }: PdfFrame,
  out: Writable,
): Promise<void> {
  const printer = await documentPrinter()
  const definition: TDocumentDefinitions = {
    info: { title, creator: 'sightline', producer: 'sightline' },
    pageSize: sheet.size,
    pageOrientation: sheet.orientation,
    pageMargins: [36, 40, 36, 44],
    defaultStyle: { font: 'Latin', fontSize: 9, color: '#1f2328' },
    styles: {
      title: { fontSize: 18, bold: true, margin: [0, 0, 0, 4] },
      heading: { fontSize: 13, bold: true, margin: [0, 14, 0, 4] },
      note: { fontSize: 8, color: '#59636e' },
      header: { bold: true, fillColor: '#eef1f4' },
    },
    footer: (page, pages) => ({
      columns: [
        { text: foot, alignment: 'left' },
        { text: `${page} / ${pages}`, alignment: 'right' },
      ],
      margin: [36, 14, 36, 0],
      style: 'note',
    }),
    content,
  }
  const document = await printer.createPdfKitDocument(definition)
  const written = pipeline(document, out)
  document.end()
  await written
}
