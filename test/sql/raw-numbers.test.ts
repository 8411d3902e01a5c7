import { sql } from 'kysely'
import { from, source } from 'sightline'
import { integer } from 'sightline/columns'
import { compileQuery } from 'sightline/engine'
import { expect, test } from 'vitest'

const t = source('t', { description: 'Numbers.', columns: { a: integer() } })
const compiled = (value: number | bigint) =>
  compileQuery(
    from(t)
      .selectFrom('t')
      .select((eb) => sql<number>`${eb.ref('a')}-${value}`.as('x')),
  ).sql

test('a negative number in handwritten SQL begins no comment', () => {
  expect(compiled(-1)).toBe('select a-(-1) as x\nfrom public.t')
  expect(compiled(-32768n)).toContain('a-(-32768)')
  expect(compiled(1)).toContain('a-1')
})

test('not a number and the infinities are literals, not columns', () => {
  expect(compiled(Number.NaN)).toContain("a-'NaN'")
  expect(compiled(Number.NEGATIVE_INFINITY)).toContain("a-'-Infinity'")
})

test('a whole row in an aggregate is one of the names of the query', () => {
  const query = from(t)
    .selectFrom('t as o')
    .select((eb) => eb.fn.jsonAgg('o').as('rows'))
  expect([...compileQuery(query).relations]).toEqual(['t'])
})
