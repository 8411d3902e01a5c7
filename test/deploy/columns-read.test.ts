import { expect, test } from 'vitest'
import { wholeRelations } from '../../toolkit/deploy/shadow/columns-read.ts'

const all = ['customer_id', 'name']
const customers = { schema: 'public', name: 'customers', columns: all, allColumns: all }

/** The relations that are read as a whole, of which Postgres lists every column. */
const whole = (sql: string) => wholeRelations(sql, { definition: sql, relations: [customers] })

test.each([
  'select * from customers',
  'select c.* from customers as c',
  'SELECT DISTINCT ON (name) *\nfrom customers -- each once',
  'with every as (select * from customers) select name from every',
  'select * from (select *, 1 as one from customers) as inside',
  'select customers.*, name || name as twice from customers',
  'select name from customers union all select name from (select * from customers order by name) as sorted',
  'select *',
])('every column there is stands in %s', (sql) => {
  expect(whole(sql)).toEqual([customers])
})

test.each([
  'select customer_id, name from customers',
  'select customer_id * length(name) as product, count( * ) as n from customers',
  'select customer_id * (2) from customers',
  'select customer_id * -1, customer_id*$1 from customers',
  `select '*' as star, "name" as "*", customer_id from customers /* select * */`,
])('no more than its columns stand in %s', (sql) => {
  expect(whole(sql)).toEqual([])
})

test('a relation of which some columns are read is none of those', () => {
  const orders = { schema: 'public', name: 'orders', columns: ['order_id'], allColumns: ['order_id', 'day'] }
  const sql = 'select customers.*, order_id from customers join orders on true'
  expect(wholeRelations(sql, { definition: '', relations: [customers, orders] })).toEqual([customers])
})
