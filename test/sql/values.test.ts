import { sql } from 'kysely'
import { from } from 'sightline'
import { compileQuery } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { quoteLiteral } from '../../toolkit/sql/identifier.ts'
import { customers, orders } from '../define/shop.ts'

const db = from(customers, orders)
const inlined = (value: unknown) => compileQuery(sql`${value}`).sql

describe('an inlined value', () => {
  it.each([
    ['a text', 'paid', `'paid'`],
    ['a text with a quote', "it's", `'it''s'`],
    ['a text with a comment in it', 'a -- b', `'a -- b'`],
    ['a text with a dollar', '$1 ${x}', `'$1 \${x}'`],
    ['an empty text', '', `''`],
    ['a number', 42, '42'],
    ['a negative number', -7, '(-7)'],
    ['a fraction', 0.5, '0.5'],
    ['a small fraction', 1e-7, '1e-7'],
    ['a bigint', 9_007_199_254_740_993n, '9007199254740993'],
    ['true', true, 'true'],
    ['false', false, 'false'],
    ['null', null, 'null'],
    ['a date', new Date('2026-01-15T10:30:00Z'), `'2026-01-15T10:30:00.000Z'`],
  ])('may be %s', (_, value, expected) => {
    expect(inlined(value)).toBe(expected)
  })

  it('keeps a backslash as it is', () => {
    expect(inlined('a\\b')).toBe(String.raw`'a\b'`)
  })

  it.each([
    ['a list', ['a', 'b']],
    ['an object', { a: 1 }],
    ['undefined', undefined],
  ])('cannot be %s', (_, value) => {
    expect(() => inlined(value)).toThrow(/neither text, a number/)
  })

  it('leaves no placeholder behind', () => {
    const query = db
      .selectFrom('orders')
      .select('order_id')
      .where('status', '=', 'paid')
      .where('amount_cents', '>', -1)
    expect(compileQuery(query).sql).not.toMatch(/\$\d/)
  })
})

describe('a list of values', () => {
  it('stands in parentheses', () => {
    const query = db.selectFrom('orders').select('order_id').where('status', 'in', ['paid', "o'clock"])
    expect(compileQuery(query).sql).toContain(`where status in ('paid', 'o''clock')`)
  })

  it('may hold numbers', () => {
    const query = db.selectFrom('orders').select('order_id').where('amount_cents', 'not in', [1, -2, 3])
    expect(compileQuery(query).sql).toContain('where amount_cents not in (1, -2, 3)')
  })

  it('may hold dates', () => {
    const days = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z')]
    const query = db.selectFrom('orders').select('order_id').where('placed_at', 'in', days)
    expect(compileQuery(query).sql).toContain(`in ('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z')`)
  })
})

describe('between', () => {
  it('inlines both ends', () => {
    const query = db.selectFrom('orders').select((eb) => eb.between('amount_cents', -5, 5).as('small'))
    expect(compileQuery(query).sql).toContain('select amount_cents between -5 and 5 as small')
  })
})

describe('quoteLiteral', () => {
  it.each([
    ['plain', `'plain'`],
    ["it's", `'it''s'`],
    ["''", `''''''`],
    ['a\\b', String.raw`E'a\\b'`],
    ["\\'", String.raw`E'\\'''`],
    ['line\nbreak', `'line\nbreak'`],
  ])('writes %j', (text, expected) => {
    expect(quoteLiteral(text)).toBe(expected)
  })
})
