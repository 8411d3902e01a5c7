import { optionalPackage } from '../foundation/optional-package.ts'
import { fontFilesOf } from '../pdf/fonts.ts'
import type { Drawing } from './drawing.ts'

/** Dots for each pixel of a drawing: mails are read on fine screens. */
const scale = 2

/** A drawing as PNG, with the fonts of documents, so that it is the same on every machine. */
export async function pngOf({ svg }: Drawing): Promise<Buffer> {
  const { Resvg } = await optionalPackage(
    '@resvg/resvg-js',
    'A picture in a mail',
    () => import('@resvg/resvg-js'),
  )
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles: fontFilesOf(svg), defaultFontFamily: 'Noto Sans' },
  })
  return picture.render().asPng()
}
