import { readFileSync } from 'node:fs'

/** What documents read fonts with: the part of it that we ask. */
export interface Fontkit {
  create(bytes: Buffer): { readonly _tables: object }
  registerFormat(format: { probe(bytes: Uint8Array): boolean }): void
}

interface SharedFont {
  readonly bytes: Buffer
  readonly tables: object
}

const mark = 'a shared font: '
const known = new Map<string, SharedFont>()

/** What stands for the file of a font where a document wants its bytes. */
export const sharedFont = (path: string): Buffer => Buffer.from(mark + path)

/**
 * Lets fontkit read what stands for a font. Decoding the tables of a font, its kerning above all, takes longer than all
 * else of a short document, so they are decoded once in a process; which glyphs a document draws stays its own.
 */
export function registerSharedFonts(fontkit: Fontkit): void {
  function fontOf({ buffer }: { readonly buffer: Uint8Array }) {
    const { bytes, tables } = readOnce(Buffer.from(buffer).toString().slice(mark.length))
    return Object.assign(fontkit.create(bytes), { _tables: tables })
  }
  const probe = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, mark.length)).toString() === mark
  fontkit.registerFormat(Object.assign(fontOf, { probe }))
}

function readOnce(path: string): SharedFont {
  const found = known.get(path) ?? { bytes: readFileSync(path), tables: {} }
  known.set(path, found)
  return found
}
