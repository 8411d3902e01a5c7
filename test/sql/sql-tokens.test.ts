import { describe, expect, it } from 'vitest'
import { identifierOf } from '../../toolkit/sql/identifier-of.ts'
import { type SqlTokenKind, sqlTokens } from '../../toolkit/sql/sql-tokens.ts'

const kindsOf = (sql: string) => sqlTokens(sql).map(({ kind, text }): [SqlTokenKind, string] => [kind, text])

/** Pieces of SQL that are one token each, whatever stands around them. */
const pieces: readonly (readonly [SqlTokenKind, string])[] = [
  ['comment', "/* a /* b -- */ ' */"],
  ['comment', '-- it\'s $$ " /*\n'.trimEnd()],
  ['string', "'it''s -- no comment'"],
  ['string', "E'a\\'b \\\\'"],
  ['string', "e'\\\\'"],
  ['string', "U&'\\0061 ''x'''"],
  ['string', "B'0101'"],
  ['string', "x'1F'"],
  ['string', "N'national'"],
  ['string', '$$it\'s "x"$$'],
  ['string', '$body$ $$ $other$ $body$'],
  ['string', '$größe$ $gr$ $größe$'],
  ['name', 'daily'],
  ['name', 'Über_$1'],
  ['name', '📈'],
  ['name', '"we ""said"" it\'s"'],
  ['name', '"a.b -- c"'],
  ['name', 'U&"d\\0061t\\+000061"'],
  ['number', '12'],
  ['number', '1.5e-3'],
  ['number', '.5'],
  ['number', '0xFF'],
  ['number', '1_000'],
  ['parameter', '$12'],
  ['variable', '$__timeFilter'],
  ['variable', '${region:sqlstring}'],
  ['operator', '<>'],
  ['operator', '@>'],
  ['operator', '||'],
  ['operator', '@-'],
  ['mark', '::'],
  ['mark', '('],
  ['mark', ','],
]

/** The same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

describe('SQL is cut into tokens', () => {
  it.each(pieces)('a %s: %s', (kind, text) => {
    expect(kindsOf(text)).toEqual([[kind, text]])
  })

  it('of any mixture, which joined are the text again', () => {
    const next = random(1)
    for (let round = 0; round < 300; round++) {
      const chosen = Array.from(
        { length: 12 },
        () => pieces[Math.floor(next() * pieces.length)] ?? ['name', 'x'],
      )
      const text = chosen.map(([, piece]) => piece).join('\n')
      const tokens = sqlTokens(text)
      expect(tokens.map((token) => token.text).join('')).toBe(text)
      expect(tokens.filter(({ kind }) => kind !== 'space').map(({ kind, text: t }) => [kind, t])).toEqual(
        chosen,
      )
      for (const { start, text: own } of tokens) expect(text.slice(start, start + own.length)).toBe(own)
    }
  })

  it('of text without any sense, which joined are the text again', () => {
    const next = random(2)
    const characters = `'"$/*-eEuU&xbaz_09.:;,()[]{}\\ \n+<~é📈`
    for (let round = 0; round < 500; round++) {
      const all = [...characters]
      const text = Array.from({ length: 40 }, () => all[Math.floor(next() * all.length)]).join('')
      expect(
        sqlTokens(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text)
    }
  })

  it.each([
    ['a-1', ['a', '-', '1']],
    ['a--1', ['a', '--1']],
    ['1..10', ['1', '..', '10']],
    ['a<-1', ['a', '<', '-', '1']],
    ['a@-1', ['a', '@-', '1']],
    ['a/*x*/+b', ['a', '/*x*/', '+', 'b']],
    ['a$b$c$b$', ['a$b$c$b$']],
    ["n''e'x'", ["n''", "e'x'"]],
    ["'open", ["'open"]],
    ['"open', ['"open']],
    ['/* open /* */', ['/* open /* */']],
    ["E'open\\", ["E'open\\"]],
    ['$a$ open', ['$a', '$', ' ', 'open']],
  ])('%s', (sql, texts) => {
    expect(sqlTokens(sql).map(({ text }) => text)).toEqual(texts)
  })
})

describe('the identifier of a name', () => {
  it.each([
    ['Daily', 'daily'],
    ['ÜBER', 'Über'.toUpperCase().replace('BER', 'ber')],
    ['"Daily"', 'Daily'],
    ['"a ""b"""', 'a "b"'],
    ['U&"d\\0061t\\+000061"', 'data'],
    ['u&"a\\\\b"', 'a\\b'],
    ['a'.repeat(70), 'a'.repeat(63)],
  ])('%s', (text, identifier) => {
    expect(identifierOf(text)).toBe(identifier)
  })
})
