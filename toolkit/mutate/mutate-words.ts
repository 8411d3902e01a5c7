import type { ChangeKind, SqlEdit, Tokens } from './sql-edit.ts'

/** Operators and words that another one takes the place of. */
const exchanged: Readonly<Record<string, readonly [ChangeKind, string]>> = {
  '>': ['comparison', '>='],
  '>=': ['comparison', '>'],
  '<': ['comparison', '<='],
  '<=': ['comparison', '<'],
  '=': ['comparison', '<>'],
  '<>': ['comparison', '='],
  '!=': ['comparison', '='],
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '/': ['arithmetic', '*'],
}

const functions: Readonly<Record<string, string>> = {
  sum: 'avg',
  avg: 'max',
  min: 'max',
  max: 'min',
  greatest: 'least',
  least: 'greatest',
  lag: 'lead',
  lead: 'lag',
  percentile_cont: 'percentile_disc',
  percentile_disc: 'percentile_cont',
}

/** Another operator. */
export function* operators(tokens: Tokens): Generator<SqlEdit> {
  for (const [index, { kind, text }] of tokens.all.entries()) {
    const other = kind === 'operator' ? exchanged[text] : undefined
    if (!other || !isBetween(tokens, index)) continue
    yield { kind: other[0], first: index, end: index + 1, text: other[1] }
  }
}

/** Whether an operator stands between two values: `count(*)` and `-1` have none. */
function isBetween(tokens: Tokens, index: number): boolean {
  const before = tokens.all[tokens.previous(index)]
  const after = tokens.word(tokens.next(index))
  if (!before || after === ')' || after === ',' || after === '') return false
  return before.kind === 'number' || before.kind === 'string' || before.text === ')' || isValueName(before)
}

const clauses = new Set(['select', 'when', 'then', 'else', 'and', 'or', 'where', 'on', 'by', 'in', 'not'])

const isValueName = ({ kind, text }: { readonly kind: string; readonly text: string }): boolean =>
  kind === 'name' && !clauses.has(text.toLowerCase())

/** Another aggregate or function; counting all rows in place of values, and values in place of different ones. */
export function* aggregates(tokens: Tokens): Generator<SqlEdit> {
  for (const [index, { kind, text }] of tokens.all.entries()) {
    const open = tokens.next(index)
    if (kind !== 'name' || tokens.word(open) !== '(') continue
    const name = text.toLowerCase()
    const other = functions[name]
    if (other !== undefined) yield { kind: 'aggregate', first: index, end: index + 1, text: other }
    const argument = tokens.next(open)
    if (name !== 'count' || tokens.word(argument) === '*') continue
    const isDistinct = tokens.word(argument) === 'distinct'
    yield isDistinct
      ? { kind: 'aggregate', first: argument, end: tokens.next(argument), text: '' }
      : { kind: 'aggregate', first: argument, end: tokens.close(open), text: '*' }
  }
}

const joins: Readonly<Record<string, string>> = { left: 'inner', inner: 'left', full: 'left', right: 'inner' }

/** Another kind of join. */
export function* joinKinds(tokens: Tokens): Generator<SqlEdit> {
  for (const [index] of tokens.all.entries()) {
    const other = joins[tokens.word(index)]
    if (other !== undefined && tokens.word(tokens.next(index)) === 'join')
      yield { kind: 'join', first: index, end: index + 1, text: other }
  }
}
