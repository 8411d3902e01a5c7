import { createRequire } from 'node:module'
import type { TFontDictionary, TFontFamilyTypes } from 'pdfmake/interfaces.js'
import { type FontName, scriptRuns } from './script-runs.ts'

const resolve = createRequire(import.meta.url).resolve

const files: Readonly<Record<FontName, { readonly normal: string; readonly bold: string }>> = {
  Latin: ofFamily('noto-sans', 'NotoSans'),
  Han: ofFamily('noto-sans-sc', 'NotoSansSC'),
  Arabic: ofFamily('noto-sans-arabic', 'NotoSansArabic'),
  Hebrew: ofFamily('noto-sans-hebrew', 'NotoSansHebrew'),
  Emoji: ofFamily('noto-emoji', 'NotoEmoji'),
}

function ofFamily(folder: string, file: string): { normal: string; bold: string } {
  const path = (style: string) => `@expo-google-fonts/${folder}/${style}/${file}_${style}.ttf`
  return { normal: path('400Regular'), bold: path('700Bold') }
}

let installed: TFontDictionary | undefined

/** The fonts that are installed; a text in another script is drawn as boxes. */
export function installedFonts(): TFontDictionary {
  installed ??= findFonts()
  return installed
}

function findFonts(): TFontDictionary {
  const found: TFontDictionary = {}
  for (const [name, { normal, bold }] of Object.entries(files)) {
    try {
      found[name] = { normal: resolve(normal), bold: resolve(bold) }
    } catch {
      // Few need every script: without the package of one, its font is not there.
    }
  }
  return found
}

/** The files of the fonts that are installed. */
export const fontFiles = (): string[] => Object.values(installedFonts()).flatMap(filesOf)

/** The files of the fonts that a text needs, as far as they are installed. */
export function fontFilesOf(text: string): string[] {
  const fonts = installedFonts()
  const names = new Set(scriptRuns(`A${text.replace(/[ -~\s]+/g, '')}`).map(({ font }) => font))
  return [...names].flatMap((name) => filesOf(fonts[name] ?? {}))
}

const filesOf = ({ normal, bold }: TFontFamilyTypes): string[] =>
  [normal, bold].flatMap((file) => (file === undefined ? [] : [String(file)]))
