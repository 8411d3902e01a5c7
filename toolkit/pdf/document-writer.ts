import type pdfmakeOfTypes from 'pdfmake'
import { optionalPackage } from '../foundation/optional-package.ts'
import { fontFiles, installedFonts } from './fonts.ts'
import { registerSharedFonts, sharedFont } from './shared-fonts.ts'

declare module 'pdfmake' {
  /** Files by their paths, before those of the disk. */
  export const virtualfs: { writeFileSync(path: string, content: Buffer): void }
}

type DocumentWriter = typeof pdfmakeOfTypes

let writer: Promise<DocumentWriter> | undefined

/**
 * pdfmake with the fonts that are installed, made ready once in a process; no document reads another file or an address.
 *
 * @throws SightlineError where the package is not installed
 */
export function documentWriter(): Promise<DocumentWriter> {
  writer ??= readyWriter()
  return writer
}

async function readyWriter(): Promise<DocumentWriter> {
  const { default: pdfmake } = await optionalPackage('pdfmake', 'The format pdf', () => import('pdfmake'))
  registerSharedFonts()
  for (const path of fontFiles()) pdfmake.virtualfs.writeFileSync(path, sharedFont(path))
  pdfmake.setFonts(installedFonts())
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  return pdfmake
}
