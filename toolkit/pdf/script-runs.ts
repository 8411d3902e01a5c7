/** The fonts by which a document draws the scripts of the world, each by its name in the document. */
export type FontName = 'Latin' | 'Han' | 'Arabic' | 'Hebrew' | 'Emoji'

/** A stretch of text in one font. */
export interface FontRun {
  readonly font: FontName
  readonly text: string
}

const scripts: readonly (readonly [font: FontName, pattern: RegExp])[] = [
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Han', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}　-〿＀-￯]/u],
  ['Emoji', /[\p{Emoji_Presentation}\p{Extended_Pictographic}]/u],
]

/** What no font draws: it makes the letter before it look otherwise, or joins two. */
const invisible = /\u{fe0e}|\u{fe0f}|\u{200d}|[\u{1f3fb}-\u{1f3ff}]/gu

/**
 * Cuts a text into stretches of one font each.
 *
 * @example scriptRuns('Видео 視頻') // [{ font: 'Latin', text: 'Видео ' }, { font: 'Han', text: '視頻' }]
 */
export function scriptRuns(text: string): FontRun[] {
  const runs: { font: FontName; text: string }[] = []
  for (const character of text.replace(invisible, '')) {
    const last = runs.at(-1)
    const font = last && /\p{M}/u.test(character) ? last.font : fontOf(character)
    if (last?.font === font) last.text += character
    else runs.push({ font, text: character })
  }
  return runs
}

const fontOf = (character: string): FontName =>
  scripts.find(([, pattern]) => pattern.test(character))?.[0] ?? 'Latin'
