import { describe, expect, it } from 'vitest'
import { derivedName, fitName } from '../../toolkit/sql/derived-name.ts'
import { dollarQuoted } from '../../toolkit/sql/identifier.ts'
import { nameProblem, RelationName, relationName } from '../../toolkit/sql/relation-name.ts'
import { oddNames } from '../support/odd-names.ts'

describe('a name', () => {
  it.each([
    ['orders', 'public', 'orders', 'public.orders'],
    ['analytics.daily', 'analytics', 'daily', 'analytics.daily'],
    ['Sales.Order', 'Sales', 'Order', '"Sales"."Order"'],
    ['order.user', 'order', 'user', '"order"."user"'],
    ['2024.we"ird', '2024', 'we"ird', '"2024"."we""ird"'],
  ])('%s has a schema and a name, and statements say both', (written, schema, name, sql) => {
    const found = relationName(written)
    expect([found.schema, found.name, found.sql, found.written]).toEqual([schema, name, sql, written])
    expect(found.equals(new RelationName(schema, name))).toBe(true)
  })

  it.each([
    ['public', 'app.paid'],
    ['app', 'a.b'],
    ['a.b', 'c'],
    ['"a"', 'b'],
    ['public', ' x'],
    ['public', 'a as b'],
  ])('%j.%j that no definition can write is no other name, and can be read again', (schema, name) => {
    const odd = new RelationName(schema, name)
    expect(nameProblem(odd.written)).toBeDefined()
    expect(relationName(odd.written)).toEqual(odd)
  })

  it('is the same in a database, however odd it is', () => {
    for (const name of oddNames) expect(relationName(relationName(name).written).written).toBe(name)
    expect(new Set(oddNames.map((name) => relationName(name).sql)).size).toBe(oddNames.length)
  })

  it.each([
    ['a.b.c', /more than two parts/],
    ['', /empty/],
    ['app.', /empty/],
    ['"app"."x"', /begins with a quote/],
    ['app. x', /Kysely/],
    ['a as b', /Kysely/],
    ['é'.repeat(32), /64 bytes/],
    ['a\0b', /no text of Postgres/],
    ['a\ud800', /no text of Postgres/],
  ])('%j is refused in words', (written, words) => {
    expect(nameProblem(written)?.what).toMatch(words)
  })

  it.each(oddNames)('%j can be defined', (name) => expect(nameProblem(name)).toBeUndefined())
})

describe('a name made from another', () => {
  const names = [...'a1é漢📈'].flatMap((letter) =>
    Array.from({ length: 63 }, (_, index) => fitName(letter.repeat(index + 1))),
  )
  const suffixes = ['__new', '__old', '__1234abcd', '_grain']

  it('fits into 63 bytes, ends between two characters and says what it is made for', () => {
    for (const name of names) {
      for (const suffix of suffixes) {
        const made = derivedName(name, { prefix: 'sightline_final__', suffix })
        expect(Buffer.byteLength(made)).toBeLessThanOrEqual(63)
        expect(made).not.toMatch(/\p{Surrogate}|\ufffd/u)
        expect(made.startsWith('sightline_final__') && made.endsWith(suffix)).toBe(true)
      }
    }
  })

  it('is that of no other name, and always the same', () => {
    const different = new Set(names)
    const make = () =>
      [...different].flatMap((name) => suffixes.map((suffix) => derivedName(name, { suffix })))
    expect(new Set(make()).size).toBe(different.size * suffixes.length)
    expect(make()).toEqual(make())
  })

  it('keeps its schema', () => {
    expect(relationName('app.daily').with({ suffix: '__new' }).sql).toBe('app.daily__new')
  })
})

it.each(['plain', 'a $body$ b', 'ends in $body', '$body$ $body1$', ''])(
  'dollar quotes have a tag that does not occur in %j',
  (text) => {
    const quoted = dollarQuoted(text, 'body')
    const tag = /^\$\w+\$/.exec(quoted)?.[0] ?? ''
    expect(quoted.indexOf(tag, 1)).toBe(quoted.length - tag.length)
    expect(quoted.slice(tag.length, -tag.length)).toBe(text)
  },
)
