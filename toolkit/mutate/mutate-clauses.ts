import type { SqlEdit, Tokens } from './sql-edit.ts'

/** Words that end a condition. */
const ends = new Set(['group', 'order', 'having', 'limit', 'offset', 'union', 'window', 'fetch', 'for'])
const endsOfCondition = new Set([...ends, 'and', 'or'])
const endsOfJoin = new Set([...endsOfCondition, 'where', 'left', 'inner', 'full', 'right', 'cross', 'join'])

/** A condition that is always met, and aggregates over all rows. */
export function* filters(tokens: Tokens): Generator<SqlEdit> {
  for (const [index] of tokens.all.entries()) {
    const word = tokens.word(index)
    const after = tokens.next(index)
    if (word === 'filter' && tokens.word(after) === '(')
      yield { kind: 'filter', first: index, end: tokens.close(after) + 1, text: '' }
    else if (word === 'distinct' && tokens.word(after) === 'on')
      yield { kind: 'filter', first: index, end: tokens.close(tokens.next(after)) + 1, text: '' }
    else if (word === 'where' || word === 'having') yield* conditions(tokens, after, endsOfCondition)
    else if (word === 'on' && tokens.word(tokens.previous(index)) !== 'distinct')
      yield* conditions(tokens, after, endsOfJoin)
  }
}

/** Each part of a condition that `and` joins, replaced by true. */
function* conditions(tokens: Tokens, first: number, stops: ReadonlySet<string>): Generator<SqlEdit> {
  for (let start = first; start < tokens.all.length; ) {
    let end = tokens.end(start, stops)
    if (/\bbetween\b/i.test(tokens.text(start, end))) end = tokens.end(tokens.next(end), stops)
    const last = tokens.previous(end) + 1
    yield { kind: 'filter', first: start, end: last, text: 'true' }
    if (tokens.word(end) !== 'and' && tokens.word(end) !== 'or') return
    start = tokens.next(end)
  }
}

/** `or` in place of `and`. */
export function* conjunctions(tokens: Tokens): Generator<SqlEdit> {
  let isBetween = false
  for (const [index] of tokens.all.entries()) {
    const word = tokens.word(index)
    if (word === 'between') isBetween = true
    if (word !== 'and') continue
    if (!isBetween) yield { kind: 'filter', first: index, end: index + 1, text: 'or' }
    isBetween = false
  }
}

const endsOfSort = new Set([',', 'limit', 'offset', 'rows', 'range', 'nulls', 'fetch', 'for', 'union'])

/** The other way round, for each part of an order. */
export function* orders(tokens: Tokens): Generator<SqlEdit> {
  for (const [index] of tokens.all.entries()) {
    if (tokens.word(index) !== 'order' || tokens.word(tokens.next(index)) !== 'by') continue
    for (let start = tokens.next(tokens.next(index)); start < tokens.all.length; ) {
      const end = tokens.end(start, endsOfSort)
      const last = tokens.previous(end)
      const direction = tokens.word(last)
      if (direction === 'desc' || direction === 'asc')
        yield { kind: 'order', first: last, end: last + 1, text: direction === 'desc' ? 'asc' : 'desc' }
      else yield { kind: 'order', first: start, end: last + 1, text: `${tokens.text(start, last + 1)} desc` }
      if (tokens.word(end) !== ',') break
      start = tokens.next(end)
    }
  }
}
