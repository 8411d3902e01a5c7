import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** What a document reads its fonts with. */
interface Fontkit {
  create(bytes: Buffer): { _tables: object }
  registerFormat(format: { probe(bytes: Uint8Array): boolean }): void
}

interface SharedFont {
  readonly bytes: Buffer
  readonly tables: object
}

const mark = 'a shared font: '
const known = new Map<string, SharedFont>()

/**
 * Stands for the file of a font where a document wants its bytes. Decoding the kerning of a font takes longer than all else
 * of a short document, so its tables are decoded once in a process; which glyphs a document has drawn stays its own.
 */
export const sharedFont = (path: string): Buffer => Buffer.from(mark + path)

/** Teaches the fontkit that pdfmake works with to read what stands for a font. */
export function registerSharedFonts(): void {
  const fontkit = fontkitOfPdfmake()
  fontkit.registerFormat(
    Object.assign(
      function fontOf({ buffer }: { readonly buffer: Uint8Array }) {
        const path = Buffer.from(buffer).toString().slice(mark.length)
        const { bytes, tables } = known.get(path) ?? readFont(path)
        return Object.assign(fontkit.create(bytes), { _tables: tables })
      },
      { probe: (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, mark.length)).toString() === mark },
    ),
  )
}

function readFont(path: string): SharedFont {
  const font = { bytes: readFileSync(path), tables: {} }
  known.set(path, font)
  return font
}

function fontkitOfPdfmake(): Fontkit {
  const pdfmake = createRequire(import.meta.url).resolve('pdfmake')
  const pdfkit = createRequire(pdfmake).resolve('pdfkit')
  return createRequire(pdfkit)('fontkit')
}
