import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pdfText } from '../../toolkit/pdf/pdf-text.ts'
import { svgInFonts } from '../../toolkit/pdf/svg-in-fonts.ts'
import { writePdf } from '../../toolkit/pdf/write-pdf.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** The words of a document with a text and a chart that says the same. */
async function wordsOf(text: string): Promise<string[]> {
  const file = join(await temporaryFolder(), 'document.pdf')
  const chart = `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="40"><text x="0" y="20" font-size="12">${text}</text></svg>`
  await writePdf(
    [{ text: pdfText(text) }, { svg: svgInFonts(chart), width: 500 }],
    { title: 'words', page: { size: 'A4', orientation: 'portrait' }, foot: 'words' },
    createWriteStream(file),
  )
  const lines = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\n')
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 2)
}

it('a document says what it says whatever others of its process drew before it or at the same time', async () => {
  // A letter with an accent is drawn from one without, and two letters may have one shape.
  const others = ['é ö Å Žluťoučký', '\u2126 and \u212a and A\u00a0B', 'سلام']
  await Promise.all(others.map(wordsOf))
  const texts = ['e o A Zlutoucky', 'Ω and K and A B', 'é ö Å Žluťoučký']
  expect(await Promise.all(texts.map(wordsOf))).toEqual(texts.map((text) => [text, text]))
})
