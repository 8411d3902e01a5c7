import type { Attachment, SendMailOptions } from 'nodemailer/lib/mailer/index.js'
import type { Drawing } from '../../pictures/drawing.ts'
import { pngOf } from '../../pictures/png.ts'
import { reportHtml } from '../render/html.ts'
import type { ReportContent } from '../report-content.ts'
import { reportFormats } from '../report-formats.ts'
import { periodText } from '../words.ts'

/** A mail as it is sent: text and HTML with its pictures, with the report as a workbook and a document. */
export async function mailOf(content: ReportContent, unsubscribeUrl?: string): Promise<SendMailOptions> {
  const stem = `${content.name}-${content.period.name}`
  const drawings: Drawing[] = []
  const sourceOf = (drawing: Drawing) => `cid:${cidOf(content, drawings.push(drawing))}`
  const [html, pdf, xlsx] = await Promise.all([
    reportHtml(content, { sourceOf, unsubscribeUrl }),
    reportFormats.pdf(content),
    reportFormats.xlsx(content),
  ])
  const pictures = await Promise.all(
    drawings.map(
      async (drawing, index): Promise<Attachment> => ({
        filename: `${stem}-${index + 1}.png`,
        cid: cidOf(content, index + 1),
        content: await pngOf(drawing),
        contentType: 'image/png',
        contentDisposition: 'inline',
      }),
    ),
  )
  return {
    subject: `${content.title}: ${periodText(content)}`,
    text: reportFormats.text(content) + (unsubscribeUrl ? `\nUnsubscribe: ${unsubscribeUrl}\n` : ''),
    html,
    ...(unsubscribeUrl ? { headers: oneClick(unsubscribeUrl) } : {}),
    attachments: [
      ...pictures,
      { filename: `${stem}.pdf`, content: pdf, contentType: 'application/pdf' },
      {
        filename: `${stem}.xlsx`,
        content: xlsx,
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
    ],
  }
}

/** Mail programs end the mails with one click, as RFC 8058 has it. */
const oneClick = (url: string) => ({
  'List-Unsubscribe': { prepared: true, value: `<${url}>` },
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

const cidOf = ({ name, period }: ReportContent, number: number): string =>
  `${name}-${period.name}-${number}@sightline.report`
