import { optionalPackage } from '../../foundation/optional-package.ts'
import type { Drawing } from '../../pictures/drawing.ts'
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
  return `<mj-section background-color="#ffffff" padding="8px 0"><mj-column>
<mj-text font-size="16px" font-weight="700" padding="10px 16px 2px">${escaped(section.title)}</mj-text>
${description}${chartOf(section)
  .map((chart) => lineMarkup([chart], sourceOf))
  .join('')}${bodyOf(section, content, sourceOf)}
</mj-column></mj-section>`
}

function bodyOf(section: SectionContent, content: ReportContent, sourceOf: PictureSource): string {
  switch (section.kind) {
    case 'empty':
      return `<mj-text font-size="14px">${escaped(section.text)}</mj-text>`
    case 'failed':
      return `<mj-text font-size="14px" color="#b42318">This part could not be worked out: ${escaped(section.reason)}</mj-text>`
    case 'figures':
      return table(
        ['', 'Now', 'Change', `In ${beforeText(content)}`].map((text, index) => headCell(text, index > 0)),
        section.figures.map((figure) => [
          cell(figure.label, false),
          cell(figure.now.shown, true, 'font-weight:700;'),
          cell(changeText(figure), true, `color:${moodColors[figure.mood]};`),
          cell(figure.before.shown, true, 'color:#59636e;'),
        ]),
      )
    case 'pictures':
      return pictureLines(section.pictures)
        .map((line) => lineMarkup(line, sourceOf))
        .join('')
    case 'rows':
      return rowsMarkup(section)
  }
}

/** Drawings beside each other, or what is no drawing under its title. */
function lineMarkup(line: readonly Picture[], sourceOf: PictureSource): string {
  const images = line.flatMap(({ drawing, title, words }) => {
    if (!drawing) return []
    const alt = escaped(`${title}: ${words}`.slice(0, 500))
    return `<img src="${sourceOf(drawing)}" width="${drawing.width}" height="${drawing.height}" alt="${alt}" style="max-width:100%;height:auto;vertical-align:top;" />`
  })
  if (images.length > 0) return `<mj-text padding="4px 16px">${images.join('\n')}</mj-text>`
  return line
    .map(({ title, words, tables }) => {
      const said = words === '' ? '' : `<br />${escaped(words).replaceAll('\n', '<br />')}`
      const heading = `<mj-text font-size="13px"><b>${escaped(title)}</b>${said}</mj-text>`
      return heading + tables.map(rowsMarkup).join('')
    })
    .join('')
}

const rowsMarkup = ({ columns, rows }: ContentTable): string =>
  table(
    columns.map((column) => headCell(column.label, isNumeric(column))),
    rows.map((row) =>
      row.map(({ shown }, index) => {
        const column = columns[index]
        return cell(shown, column !== undefined && isNumeric(column))
      }),
    ),
  )

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<mj-table font-size="13px" padding="4px 16px"><tr style="border-bottom:1px solid #d1d9e0;">${head.join('')}</tr>${rows.map((row) => `<tr style="border-bottom:1px solid #eef1f4;">${row.join('')}</tr>`).join('')}</mj-table>`

const side = (isRight: boolean): string => (isRight ? 'right' : 'left')

const headCell = (text: string, isRight: boolean): string =>
  `<th dir="auto" style="padding:5px 6px;text-align:${side(isRight)};color:#59636e;font-weight:600;">${escaped(text)}</th>`

const cell = (text: string, isRight: boolean, style = ''): string =>
  `<td dir="auto" style="padding:5px 6px;text-align:${side(isRight)};${style}">${escaped(text)}</td>`

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
