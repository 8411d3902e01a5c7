/** A drawing as SVG, of so many pixels. */
export interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string =>
  text
    // XML has no control characters, not even escaped.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element of SVG around what it holds. */
export function shape(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  )
  return `<${name}${written.join('')}>${children.join('')}</${name}>`
}

/** Words at a place; they are cut where they are longer than the room for them. */
export function words(
  text: string,
  attributes: Attributes & { readonly 'font-size': number },
  room = Number.POSITIVE_INFINITY,
): string {
  const most = Math.max(1, Math.floor(room / (attributes['font-size'] * 0.56)))
  const characters = [...text]
  const shown = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text
  return shape('text', { 'font-family': fonts, ...attributes }, escaped(shown))
}

/** What documents and pages have; the first that is there is taken. */
export const fonts = "'Noto Sans', 'Inter Variable', system-ui, sans-serif"

/** How wide a text is, as far as that is known without its font. */
export const textWidth = (text: string, size: number): number => [...text].length * size * 0.56
