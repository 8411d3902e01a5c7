import { sql } from 'kysely'
import { from, source } from 'sightline'
import { text } from 'sightline/columns'
import { compileQuery } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { quoteIdentifier } from '../../toolkit/sql/identifier.ts'

describe('quoteIdentifier', () => {
  it.each([
    'a',
    '_x',
    'order_id',
    'x1',
    'a_b',
    'grün'.slice(0, 2),
    'status',
    'name',
    'value',
    'day',
    'month',
    'key',
  ])('leaves %s alone', (name) => expect(quoteIdentifier(name)).toBe(name))

  it.each([
    'order',
    'user',
    'group',
    'table',
    'select',
    'time',
    'timestamp',
    'interval',
    'values',
    'end',
    'left',
  ])('quotes the keyword %s', (name) => expect(quoteIdentifier(name)).toBe(`"${name}"`))

  it.each([
    ['Capital', '"Capital"'],
    ['two words', '"two words"'],
    ['1st', '"1st"'],
    ['$x', '"$x"'],
    ['a$b', '"a$b"'],
    ['a-b', '"a-b"'],
    ['a.b', '"a.b"'],
    ['größe', '"größe"'],
    ['say "hi"', '"say ""hi"""'],
    ['Success Rate %', '"Success Rate %"'],
    ['', '""'],
  ])('quotes %j', (name, expected) => expect(quoteIdentifier(name)).toBe(expected))
})

describe('a query', () => {
  const odd = source('user', { description: 'Odd names.', columns: { order: text(), 'Full "Name"': text() } })

  it('quotes only the names that need it', () => {
    const query = from(odd).selectFrom('user').select(['order', 'Full "Name"']).where('user.order', '=', 'x')
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select
        "order",
        "Full ""Name"""
      from public."user"
      where "user"."order" = 'x'"
    `)
  })

  it('quotes aliases that are read by people', () => {
    const query = from(odd).selectFrom('user as u').select(['u.order as Order', 'u.order as time'])
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select
        u."order" as "Order",
        u."order" as "time"
      from public."user" as u"
    `)
  })

  it('quotes names in fragments too', () => {
    const query = from(odd).selectNoFrom(sql`max(${sql.ref('user.order')})`.as('Max'))
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`"select max("user"."order") as "Max""`)
  })
})
