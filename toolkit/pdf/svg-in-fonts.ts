import { pdfText } from './pdf-text.ts'

/** A drawing whose texts name the fonts of the document, each script its own, in the order in which they are read. */
export function svgInFonts(svg: string): string {
  return (
    svg
      .replace(/(<text\b[^>]*>)([^<]*)(<\/text>)/g, (_, open: string, text: string, close: string) => {
        const runs = pdfText(decoded(text)).map(
          (run) => `<tspan font-family="${run.font}">${encoded(run.text)}</tspan>`,
        )
        return open + runs.join('') + close
      })
      .replace(/ ?font-family="[^"]*Noto Sans[^"]*"|font-family:[^;"]*;?/g, '')
      // Documents move a text that keeps its blanks.
      .replaceAll(' xml:space="preserve"', '')
  )
}

const decoded = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#(?:39|x27);/g, "'")
    .replaceAll('&amp;', '&')

const encoded = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
