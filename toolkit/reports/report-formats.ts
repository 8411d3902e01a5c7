import { requirePdfPackages } from '../pdf/pdf-packages.ts'
import { reportCsv } from './render/csv.ts'
import { reportHtml } from './render/html.ts'
import { reportJson } from './render/json.ts'
import { reportText } from './render/text.ts'
import { reportXlsx } from './render/xlsx.ts'
import type { ReportContent } from './report-content.ts'

/** Every form of a report, by the name that people give. */
export const reportFormats = {
  html: (content: ReportContent) => reportHtml(content),
  text: reportText,
  pdf: async (content: ReportContent) => {
    await requirePdfPackages()
    const { reportPdf } = await import('./render/pdf.ts')
    return reportPdf(content)
  },
  xlsx: reportXlsx,
  csv: reportCsv,
  json: reportJson,
} satisfies Record<string, (content: ReportContent) => string | Promise<string | Buffer>>

export type ReportFormatName = keyof typeof reportFormats

/** Whether a text is the name of a form. */
export const isReportFormat = (name: string): name is ReportFormatName => Object.hasOwn(reportFormats, name)
