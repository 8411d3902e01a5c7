import { describe, expect, it } from 'vitest'
import { mutateSql } from '../../toolkit/mutate/mutate-sql.ts'

/** What a query becomes, one change each. */
const changes = (sql: string) => mutateSql(sql).map((one) => one.sql)

describe.each([
  ['a comparison', 'select a > b from t', ['select a >= b from t']],
  ['an equality', 'select a = b from t', ['select a <> b from t']],
  ['a number', 'select 3 from t', ['select 4 from t']],
  ['a text', "select 'x' from t", ["select 'x~' from t"]],
  ['a length of time', "select interval '1 hour'", ["select interval '2 hour'"]],
  ['a kind of join', 'select from a left join b using (c)', ['select from a inner join b using (c)']],
  ['a sum', 'select sum(a) from t', ['select avg(a) from t']],
  ['a count of different values', 'select count(distinct a) from t', ['select count(a) from t']],
  ['a count of values', 'select count(a) from t', ['select count(*) from t']],
  ['a rule for NULL', 'select coalesce(a, b) from t', ['select (a) from t']],
  ['a test for NULL', 'select a is not null from t', ['select a is null from t']],
  ['an arithmetic', 'select a + b from t', ['select a - b from t']],
  ['an order', 'select a from t order by a', ['select a from t order by a desc']],
  ['an order from above', 'select a from t order by a desc', ['select a from t order by a asc']],
  [
    'an aggregate with a filter',
    'select count(*) filter (where a) from t',
    ['select count(*)  from t', 'select count(*) filter (where true) from t'],
  ],
  ['what is distinct', 'select distinct on (a) b from t', ['select  b from t']],
])('%s', (_, sql, expected) => {
  it('is changed in each small way', () => expect(changes(sql)).toEqual(expected))
})

describe('a change', () => {
  it('of a condition leaves out each part, and joins them otherwise', () => {
    expect(changes('select from t where a and (b or c) group by d')).toEqual([
      'select from t where true and (b or c) group by d',
      'select from t where a or (b or c) group by d',
      'select from t where a and true group by d',
    ])
  })

  it('of a condition takes between and its and for one part', () => {
    expect(changes('select from t where a between b and c and d')).toEqual([
      'select from t where true and d',
      'select from t where a between b and c or d',
      'select from t where a between b and c and true',
    ])
  })

  it('does not touch types, stars and signs', () => {
    expect(changes('select count(*), t.*, -a, a::numeric(10,2) from t')).toEqual([])
  })

  it('does not touch comments and texts that look like SQL', () => {
    expect(changes('select a from t -- where b > 3')).toEqual([])
    expect(changes("select 'a > 3' from t")).toEqual(["select 'a > 3~' from t"])
  })

  it('says its line and its words, and numbers those that read alike', () => {
    expect(mutateSql('select a > b,\na > b from t').map(({ change, line }) => [line, change])).toEqual([
      [1, 'select a > b, a → select a >= b, a'],
      [2, 'b, a > b from t → b, a >= b from t'],
    ])
    const alike = mutateSql('select (a > b), (a > b), (a > b)').map(({ change }) => change)
    expect(new Set(alike).size).toBe(3)
  })
})
