import { isBlank, sqlTokens } from './sql-tokens.ts'

/** What stands between the parts of handwritten SQL, so that each is one token. */
const part = ' $1 '

const types =
  'date|timestamptz|timestamp( with(out)? time zone)?|interval|boolean|text|integer|bigint|numeric'

/** The words that name nothing but the clock, its days and how conditions are put together. */
const known = new RegExp(
  `\\bnow \\( \\)|\\bat time zone\\b|:: (${types})\\b|\\bdate_trunc (?=\\()|\\binterval\\b|\\b(and|or|not|is|null|true|false)\\b`,
  'g',
)

/**
 * Whether handwritten SQL around its parts names no column and calls no function but the clock.
 *
 * @example isClockText(['(now() - ', ')']) // true
 */
export function isClockText(fragments: readonly string[]): boolean {
  const tokens = sqlTokens(fragments.join(part)).filter((token) => !isBlank(token))
  const text = tokens.map((token) => (token.kind === 'string' ? "''" : token.text.toLowerCase())).join(' ')
  return !/[a-z_"\u0080-\uffff{}]/.test(text.replaceAll(known, ' '))
}

/**
 * A text in which the clock stands at another moment, which is an expression.
 *
 * @example atMoment("placed_at > now() - interval '1 hours'", 'since')
 */
export function atMoment(sql: string, moment: string): string {
  const tokens = sqlTokens(sql)
  const words = tokens.map((token, index) => ({ token, index })).filter(({ token }) => !isBlank(token))
  const clocks = words.filter(
    ({ token }, place) =>
      token.text.toLowerCase() === 'now' &&
      words[place + 1]?.token.text === '(' &&
      words[place + 2]?.token.text === ')',
  )
  return clocks.reduceRight((text, { token, index }) => {
    const [, , close] = words.slice(words.findIndex((word) => word.index === index))
    const end = close ? close.token.start + 1 : text.length
    return text.slice(0, token.start) + moment + text.slice(end)
  }, sql)
}
