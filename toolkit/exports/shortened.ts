/** Texts of more characters are cut where people read them. */
const most = 300

/**
 * A text as a page has room for it.
 *
 * @example shortened('word '.repeat(100)).length // 301
 */
export const shortened = (text: string): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`
