import * as bidiJs from 'bidi-js'

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const bidi = factoryOf(bidiJs.default)()

type Factory = typeof bidiJs.default.default

/** The package says that its function is the `default` of what it exports, and exports the function. */
function factoryOf(exported: unknown): Factory {
  const isFactory = (value: unknown): value is Factory => typeof value === 'function'
  if (isFactory(exported)) return exported
  throw new TypeError('bidi-js exports no function')
}

/**
 * The words of a text in the order in which they stand on a line from the left, by the Unicode algorithm; the letters
 * of a word stay in their order, since drawing turns them.
 *
 * @example visualOrder('שלום עולם') // 'עולם שלום'
 */
export function visualOrder(text: string): string {
  if (!rightToLeft.test(text)) return text
  const { levels } = bidi.getEmbeddingLevels(text)
  const words = wordsOf(text, levels)
  const highest = Math.max(...words.map(({ level }) => level))
  for (let level = highest; level > 0; level--) reverseRuns(words, level)
  return words.map((word) => word.text).join('')
}

interface Word {
  readonly text: string
  readonly level: number
}

/** Stretches of one level, cut at blanks. */
function wordsOf(text: string, levels: Uint8Array): Word[] {
  const words: { text: string; level: number; isBlank: boolean }[] = []
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? ''
    const level = levels[index] ?? 0
    const isBlank = /\s/.test(character)
    const last = words.at(-1)
    if (last?.level === level && last.isBlank === isBlank) last.text += character
    else words.push({ text: character, level, isBlank })
  }
  return words
}

function reverseRuns(words: Word[], level: number): void {
  for (let start = 0; start < words.length; start++) {
    let end = start
    while ((words[end]?.level ?? -1) >= level) end++
    if (end - start > 1) words.splice(start, end - start, ...words.slice(start, end).reverse())
    start = end
  }
}
