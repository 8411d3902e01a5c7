import { optionalPackage } from '../../foundation/optional-package.ts'
import type { Drawing } from '../../pictures/drawing.ts'
import type { ReportContent, SectionContent } from '../report-content.ts'
import { periodText } from '../words.ts'
import { type Block, type DrawnPicture, type ShownCell, sectionBlocks } from './section-blocks.ts'

/** Where the picture of a drawing is found. */
export type PictureSource = (drawing: Drawing) => string

/** What a mail has that a page does not. */
export interface MailParts {
  readonly sourceOf?: PictureSource
  readonly unsubscribeUrl?: string | undefined
}

/** The drawing itself, for a page that stands alone. */
const inside: PictureSource = ({ svg }) => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`

/** A report as the HTML of a mail, laid out such that mail clients show it alike. */
export async function reportHtml(
  content: ReportContent,
  { sourceOf = inside, unsubscribeUrl }: MailParts = {},
): Promise<string> {
  const { default: mjml } = await optionalPackage('mjml', 'A report by mail', () => import('mjml'))
  const { html } = await mjml(markup(content, sourceOf, footOf(unsubscribeUrl)), {
    validationLevel: 'strict',
    // Else whoever opens the mail is known to the host of the fonts.
    fonts: {},
  })
  return html
}

const markup = (content: ReportContent, sourceOf: PictureSource, foot: string): string => `<mjml>
<mj-head>
<mj-title>${escaped(content.title)}</mj-title>
<mj-preview>${escaped(periodText(content))}</mj-preview>
<mj-attributes>
<mj-all font-family="-apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif" color="#1f2328" />
<mj-text line-height="1.45" padding="4px 16px" /><mj-section padding="0" />
</mj-attributes>
</mj-head>
<mj-body background-color="#eef1f4" width="640px">
<mj-section padding="16px 0 0" />
<mj-section background-color="#ffffff" padding="16px 0 8px"><mj-column>
<mj-text font-size="22px" font-weight="700">${escaped(content.title)}</mj-text>
<mj-text font-size="14px" color="#59636e">${escaped(periodText(content))} · ${escaped(content.timeZone)}</mj-text>
</mj-column></mj-section>
${content.sections.map((section) => sectionMarkup(section, content, sourceOf)).join('\n')}
<mj-section padding="8px 0 24px">${foot}</mj-section>
</mj-body>
</mjml>`

const footOf = (url: string | undefined): string =>
  url === undefined
    ? ''
    : `<mj-column><mj-text font-size="12px" color="#59636e" align="center"><a href="${escaped(url)}" style="color:#59636e;">Unsubscribe</a></mj-text></mj-column>`

function sectionMarkup(section: SectionContent, content: ReportContent, sourceOf: PictureSource): string {
  const description =
    section.description === undefined
      ? ''
      : `<mj-text font-size="13px" color="#59636e">${escaped(section.description)}</mj-text>`
  const blocks = sectionBlocks(section, content).map((block) => blockMarkup(block, sourceOf))
  return `<mj-section background-color="#ffffff" padding="8px 0"><mj-column>
<mj-text font-size="16px" font-weight="700" padding="10px 16px 2px">${escaped(section.title)}</mj-text>
${description}${blocks.join('')}
</mj-column></mj-section>`
}

function blockMarkup(block: Block, sourceOf: PictureSource): string {
  switch (block.kind) {
    case 'words': {
      const color = block.color === undefined ? '' : ` color="${block.color}"`
      return `<mj-text font-size="14px"${color}>${escaped(block.text)}</mj-text>`
    }
    case 'heading': {
      const said = block.words === '' ? '' : `<br />${escaped(block.words).replaceAll('\n', '<br />')}`
      return `<mj-text font-size="13px"><b>${escaped(block.title)}</b>${said}</mj-text>`
    }
    case 'drawings': {
      const images = block.pictures.map((picture) => imageMarkup(picture, sourceOf))
      return `<mj-text padding="4px 16px">${images.join('\n')}</mj-text>`
    }
    case 'cells': {
      const rows = block.rows.map(
        (row) => `<tr style="border-bottom:1px solid #eef1f4;">${row.map(cell).join('')}</tr>`,
      )
      return `<mj-table font-size="13px" padding="4px 16px"><tr style="border-bottom:1px solid #d1d9e0;">${block.head.map(headCell).join('')}</tr>${rows.join('')}</mj-table>`
    }
  }
}

function imageMarkup({ drawing, title, words }: DrawnPicture, sourceOf: PictureSource): string {
  const alt = escaped(`${title}: ${words}`.slice(0, 500))
  return `<img src="${sourceOf(drawing)}" width="${drawing.width}" height="${drawing.height}" alt="${alt}" style="max-width:100%;height:auto;vertical-align:top;" />`
}

const headCell = ({ text, side }: ShownCell): string =>
  `<th dir="auto" style="padding:5px 6px;text-align:${side};color:#59636e;font-weight:600;">${escaped(text)}</th>`

function cell({ text, side, isBold, color }: ShownCell): string {
  const style = `${isBold ? 'font-weight:700;' : ''}${color === undefined ? '' : `color:${color};`}`
  return `<td dir="auto" style="padding:5px 6px;text-align:${side};${style}">${escaped(text)}</td>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
