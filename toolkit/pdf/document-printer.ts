import { createRequire } from 'node:module'
import type { TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces.js'
import { optionalPackage } from '../foundation/optional-package.ts'
import { fontFiles, installedFonts } from './fonts.ts'
import { registerSharedFonts, sharedFont } from './shared-fonts.ts'

/** Lays out documents, each as a stream that has to be ended. */
export interface DocumentPrinter {
  createPdfKitDocument(definition: TDocumentDefinitions): Promise<PDFKit.PDFDocument>
}

type Printer = new (
  fonts: TFontDictionary,
  files: undefined,
  addresses: { resolve(): void; resolved(): Promise<void> },
  mayRead: (path: string) => boolean,
) => DocumentPrinter

let printers: Promise<() => DocumentPrinter> | undefined

/**
 * A printer with the fonts that are installed; no document reads another file or an address.
 *
 * @throws SightlineError where pdfmake is not installed
 */
export async function documentPrinter(): Promise<DocumentPrinter> {
  printers ??= optionalPackage('pdfmake', 'The format pdf', async () => printersOf('pdfmake'))
  const printer = await printers
  return printer()
}

function printersOf(pdfmake: string): () => DocumentPrinter {
  const own = createRequire(import.meta.url)
  const ofPdfmake = createRequire(own.resolve(pdfmake))
  registerSharedFonts(createRequire(ofPdfmake.resolve('pdfkit'))('fontkit'))
  const [paths, fonts] = [fontFiles(), installedFonts()]
  const { default: Printer }: { default: Printer } = own(`${pdfmake}/js/Printer.js`)

  class SharingPrinter extends Printer {
    #document: PDFKit.PDFDocument | undefined

    get pdfKitDoc() {
      return this.#document
    }

    /** A printer puts each new document here before it draws; what it then calls a font is one that all share. */
    set pdfKitDoc(document) {
      for (const path of paths) document?.registerFont(path, sharedFont(path))
      this.#document = document
    }
  }
  const noAddress = { resolve: () => {}, resolved: async () => {} }
  return () => new SharingPrinter(fonts, undefined, noAddress, (path) => paths.includes(path))
}
