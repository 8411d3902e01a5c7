import { beforeAll, describe, expect, test } from 'vitest'
import { ColumnLineage, columnText } from '../../toolkit/lineage/columns/column-lineage.ts'
import { readOrigins } from '../../toolkit/lineage/columns/read-origins.ts'
import { testDatabase } from '../support/database.ts'
import { majors, postgres } from '../support/postgres-major.ts'

/** What a column is said to come from, by the columns that decide rows and what else is known, as text. */
type Expected = Readonly<Record<string, string>>

interface OriginCase {
  readonly title: string
  readonly view: string
  readonly expected: Expected
}

/** `a.x a.y | a.t` is: from these, decided by those; `#a` counts rows of a, and `?f()` is a function. */
const cases: readonly OriginCase[] = [
  { title: 'a column', view: 'select x from a', expected: { x: 'a.x' } },
  {
    title: 'an expression, a cast, a case, a literal',
    view: 'select x + y as s, x::text as c, case when x > 1 then y else 0 end as k, 1 as one, now() as n from a',
    expected: { s: 'a.x a.y', c: 'a.x', k: 'a.x a.y', one: '', n: '' },
  },
  {
    title: 'conditions, joins and groups decide rows',
    view: 'select a.x, sum(b.z) as z from a join b on b.a_id = a.id where a.y > 1 group by a.x having max(b.kind) = $$k$$ ',
    expected: { x: 'a.x | a.id a.x a.y b.a_id b.kind', z: 'b.z | a.id a.x a.y b.a_id b.kind' },
  },
  {
    title: 'a join by USING and its merged column',
    view: 'select id, c.w from a full join (select a_id as id, z as w from b) c using (id)',
    expected: { id: 'a.id b.a_id | a.id b.a_id', w: 'b.z | a.id b.a_id' },
  },
  {
    title: 'every column by a star, in the order of the table',
    view: 'select b.*, a.y from a, b where a.id = b.a_id',
    expected: {
      a_id: 'b.a_id | a.id b.a_id',
      z: 'b.z | a.id b.a_id',
      kind: 'b.kind | a.id b.a_id',
      y: 'a.y | a.id b.a_id',
    },
  },
  {
    title: 'a whole row',
    view: 'select to_jsonb(b) as j from b',
    expected: { j: 'b.a_id b.kind b.z' },
  },
  {
    title: 'counts of rows, and a filter that decides which',
    view: 'select count(*) as n, count(x) as nx, sum(x) filter (where y > 1) as f, array_agg(x order by t) as l from a',
    expected: { n: '#a', nx: 'a.x', f: 'a.x | a.y', l: 'a.x | a.t' },
  },
  {
    title: 'windows',
    view: 'select lag(x) over (partition by y order by t) as p, row_number() over (order by id) as r from a',
    expected: { p: 'a.x | a.t a.y', r: '#a | a.id' },
  },
  {
    title: 'a subquery, a CTE and one in the other',
    view: 'with c as (select x as cx, y as cy from a where t > now()), d as (select cx + 1 as dx, cy from c) select dx, e.cy from (select * from d) e',
    expected: { dx: 'a.x | a.t', cy: 'a.y | a.t' },
  },
  {
    title: 'a recursive CTE',
    view: 'with recursive r as (select id, x, 0 as depth from a union all select b.a_id, r.x, r.depth + r.id from r join b on b.a_id = r.id) select id, x, depth from r',
    expected: { id: 'a.id b.a_id | a.id b.a_id', x: 'a.x | a.id b.a_id', depth: 'a.id b.a_id | a.id b.a_id' },
  },
  {
    title: 'UNION ALL takes both sides',
    view: 'select id as i, x as w from a union all select a_id, z::int from b where kind is not null',
    expected: { i: 'a.id b.a_id | b.kind', w: 'a.x b.z | b.kind' },
  },
  {
    title: 'UNION and EXCEPT compare rows, and EXCEPT has values of its left side alone',
    view: '(select id as i from a union select a_id from b) except select x from a',
    expected: { i: 'a.id b.a_id | a.id a.x b.a_id' },
  },
  {
    title: 'scalar subqueries, EXISTS and IN',
    view: 'select (select max(z) from b where b.a_id = a.id) as m, exists (select kind from b where a_id = a.y) as e from a where x in (select a_id from b)',
    expected: { m: 'b.z | a.id a.x b.a_id', e: '#b | a.x a.y b.a_id' },
  },
  {
    title: 'a lateral subquery and functions in FROM',
    view: 'select l.q, g as n, t.tag from a, lateral (select a.x * 2 as q) l, generate_series(1, a.y) g, unnest(a.tags) as t (tag)',
    expected: { q: 'a.x | a.tags a.y', n: 'a.y | a.tags a.y', tag: 'a.tags | a.tags a.y' },
  },
  {
    title: 'VALUES and columns of jsonb',
    view: 'select v.k, j.value as jv from a, lateral (values (1, a.x), (2, 3)) v (n, k), jsonb_each(a.body) j',
    expected: { k: 'a.x | a.body', jv: 'a.body | a.body' },
  },
  {
    title: 'DISTINCT ON and LIMIT decide by their order',
    view: 'select distinct on (y) x, y from a order by y, t desc limit 10',
    expected: { x: 'a.x | a.t a.y', y: 'a.y | a.t a.y' },
  },
  {
    title: 'an order alone decides nothing',
    view: 'select x from a order by t',
    expected: { x: 'a.x' },
  },
  {
    title: 'grouping sets and expressions that are grouped by',
    view: "select date_trunc('day', t) as d, x, count(*) as n from a group by grouping sets ((date_trunc('day', t)), (x))",
    expected: { d: 'a.t | a.t a.x', x: 'a.x | a.t a.x', n: '#a | a.t a.x' },
  },
  {
    title: 'views and materialized views are one step each',
    view: 'select v.s, m.total, m.n from v join m on m.kind = v.id::text',
    expected: { s: 'v.s | m.kind v.id', total: 'm.total | m.kind v.id', n: 'm.n | m.kind v.id' },
  },
  {
    title: 'odd names',
    view: 'select o.":col" as ":x", o."it\'s" as "a""b" from "Odd. name" as o',
    expected: { ':x': '"public"."Odd. name".:col', 'a"b': `"public"."Odd. name".it's` },
  },
  {
    title: 'a function that may read anything is named; one that is immutable is an expression',
    view: 'select reads_b() as r, doubled(x) as d from a',
    expected: { r: '?reads_b()', d: 'a.x' },
  },
]

describe.each(majors)('Postgres %i', (major) => {
  let lineage: ColumnLineage

  beforeAll(async () => {
    const database = await testDatabase(await postgres(major))
    const client = await database.connect()
    await client.query(`
    create table a (id int primary key, x int, y int, t timestamptz, tags text[], body jsonb);
    create table b (a_id int, z numeric, kind text);
    create table "Odd. name" (":col" int, "it's" int);
    create view v as select id, x + y as s from a where t > now();
    create materialized view m as select kind, sum(z) as total, count(*) as n from b group by kind;
    create function reads_b() returns int language sql stable as 'select 1';
    create function doubled(n int) returns int language sql immutable as 'select n * 2'`)
    for (const [index, { view }] of cases.entries())
      await client.query(`create view case_${index} as ${view}`)
    lineage = new ColumnLineage(await readOrigins(client, new Map()))
  })

  test.each(cases.map((one, index) => ({ ...one, index })))('$title', ({ index, expected }) => {
    const columns = lineage.origins.get(`case_${index}`) ?? new Map()
    const found = [...columns].map(([column, { from, decidedBy, countsRowsOf, unknown }]) => {
      const values = [
        ...from.map(columnText),
        ...countsRowsOf.map((one: string) => `#${one}`),
        ...unknown.map((one: string) => `?${one}`),
      ]
      const deciding = decidedBy.length > 0 ? ` | ${decidedBy.map(columnText).join(' ')}` : ''
      return [column, `${values.join(' ')}${deciding}`]
    })
    expect(Object.fromEntries(found)).toEqual(expected)
  })

  test('views over views lead down to tables, and a column to all that is made of it', () => {
    const index = cases.findIndex(({ title }) => title.startsWith('views and'))
    const source = (column: string) => lineage.sourceOf({ relation: `case_${index}`, column })
    expect(source('s').from.map(columnText)).toEqual(['a.x', 'a.y'])
    expect(source('s').decidedBy.map(columnText)).toEqual(['a.id', 'a.t', 'b.kind'])
    expect(source('n')).toMatchObject({ from: [], countsRowsOf: ['b'] })
    const made = lineage.madeOf({ relation: 'b', column: 'z' }).map(columnText)
    expect(made).toContain('m.total')
    expect(made).toContain(`case_${index}.total`)
    expect(made).not.toContain('m.n')
  })
})
