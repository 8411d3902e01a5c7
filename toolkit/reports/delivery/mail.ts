import type { SendMailOptions } from 'nodemailer'
import type { ReportContent } from '../report-content.ts'
import { reportFormats } from '../report-formats.ts'
import { periodText } from '../words.ts'

/** A mail as it is sent: text and HTML, with the report as a workbook and a document. */
export async function mailOf(content: ReportContent): Promise<SendMailOptions> {
  const stem = `${content.name}-${content.period.name}`
  const [html, pdf, xlsx] = await Promise.all([
    reportFormats.html(content),
    reportFormats.pdf(content),
    reportFormats.xlsx(content),
  ])
  return {
    subject: `${content.title}: ${periodText(content)}`,
    text: reportFormats.text(content),
    html,
    attachments: [
      { filename: `${stem}.pdf`, content: pdf, contentType: 'application/pdf' },
      {
        filename: `${stem}.xlsx`,
        content: xlsx,
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
    ],
  }
}
