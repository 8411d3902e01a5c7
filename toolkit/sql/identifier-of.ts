import { fitName } from './derived-name.ts'

/** The identifier that a name token stands for: lower case unless it is quoted, and as short as Postgres keeps it. */
export function identifierOf(text: string): string {
  if (/^u&"/i.test(text)) return fitName(unescaped(inside(text.slice(2))))
  if (text.startsWith('"')) return fitName(inside(text))
  return fitName(/[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text)
}

const inside = (text: string): string => text.slice(1, -1).replaceAll('""', '"')

/** `\0061`, `\+000061` and `\\`. */
function unescaped(text: string): string {
  return text.replace(/\\(?:\\|([\da-fA-F]{4})|\+([\da-fA-F]{6}))/g, (whole, short, long) =>
    whole === '\\\\' ? '\\' : String.fromCodePoint(Number.parseInt(short ?? long, 16)),
  )
}
