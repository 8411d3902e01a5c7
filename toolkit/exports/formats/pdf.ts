import { requirePdfPackages } from '../../pdf/pdf-packages.ts'
import type { ExportFormat } from '../export-format.ts'

/** A document on paper: a table whose header is on each page, with page numbers. */
export const pdf: ExportFormat = {
  extension: 'pdf',
  mediaType: 'application/pdf',
  isText: false,
  write: async (writing) => {
    await requirePdfPackages()
    const { writePdfTable } = await import('./pdf-table.ts')
    return writePdfTable(writing)
  },
}
