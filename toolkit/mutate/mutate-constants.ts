import type { SqlEdit, Tokens } from './sql-edit.ts'

/** Units and names of Postgres that another one takes the place of. */
const named: Readonly<Record<string, string>> = {
  "'day'": "'month'",
  "'month'": "'year'",
  "'hour'": "'day'",
  "'minute'": "'hour'",
  "'week'": "'month'",
  "'UTC'": "'Asia/Kolkata'",
  "'C'": "'C'",
}

/** Another number, another text, another length of time. */
export function* constants(tokens: Tokens): Generator<SqlEdit> {
  for (const [index, { kind, text }] of tokens.all.entries()) {
    if (isOfType(tokens, index)) continue
    const other = kind === 'number' ? nextNumber(text) : kind === 'string' ? otherText(text) : text
    if (other !== text) yield { kind: 'constant', first: index, end: index + 1, text: other }
  }
}

const nextNumber = (text: string): string => {
  const number = Number(text)
  if (Number.isNaN(number)) return text
  return Number.isInteger(number) && !text.includes('.') ? String(number + 1) : String(number + 0.01)
}

function otherText(text: string): string {
  const known = named[text]
  if (known !== undefined) return known
  const length = /^'(\d+)( [a-z].*)'$/.exec(text)
  if (length) return `'${Number(length[1]) + 1}${length[2]}'`
  return text.startsWith("'") ? `${text.slice(0, -1)}~'` : text
}

/** Whether a number belongs to a type, as in `numeric(10, 2)`. */
function isOfType(tokens: Tokens, index: number): boolean {
  const before = tokens.previous(index)
  const name = tokens.word(before) === ',' ? tokens.previous(tokens.previous(before)) : before
  return (
    tokens.word(name) === '(' && /^(numeric|varchar|char|decimal)$/.test(tokens.word(tokens.previous(name)))
  )
}

/** No rule for NULL: the first value of `coalesce` and `nullif` alone; `is null` in place of `is not null`. */
export function* nullRules(tokens: Tokens): Generator<SqlEdit> {
  for (const [index] of tokens.all.entries()) {
    const word = tokens.word(index)
    const after = tokens.next(index)
    if ((word === 'coalesce' || word === 'nullif') && tokens.word(after) === '(') {
      const comma = tokens.end(after + 1, new Set([',']))
      yield {
        kind: 'null rule',
        first: index,
        end: tokens.close(after) + 1,
        text: `(${tokens.text(after + 1, comma)})`,
      }
    }
    if (word !== 'is') continue
    if (tokens.word(after) === 'null')
      yield { kind: 'null rule', first: after, end: after + 1, text: 'not null' }
    else if (tokens.word(after) === 'not' && tokens.word(tokens.next(after)) === 'null')
      yield { kind: 'null rule', first: after, end: tokens.next(after), text: '' }
  }
}
