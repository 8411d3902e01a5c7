/**
 * A text in which nothing steers a terminal: names and messages come from databases and other people's code. What is not
 * shown by itself is shown as its number; our colours stay.
 */
export function visible(text: string): string {
  return text.replace(steering, (found) => {
    if (found === '\n' || found === '\t' || found.startsWith('\x1b[')) return found
    return [...found].map(shown).join('')
  })
}

/** JSON in which no character steers a terminal; it stands for the same value. */
export function visibleJson(value: unknown, indent = 2): string {
  const text = JSON.stringify(value, null, indent) ?? 'null'
  return text.replace(hidden, (found) => (found === '\n' ? found : jsonEscape(found)))
}

/** Controls, line ends of Unicode, changes of direction and what has no width. */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff]/gu
const steering = new RegExp(`\\p{Cc}\\[(?:1|2|22|3[1-6]|39)m|${hidden.source}`, 'gu')

const code = (character: string): string => character.charCodeAt(0).toString(16)
const jsonEscape = (character: string): string => `\\u${code(character).padStart(4, '0')}`
const shown = (character: string): string =>
  character < '\u0100' ? `\\x${code(character).padStart(2, '0')}` : jsonEscape(character)
