import { sql } from 'kysely'
import { sourceIndex } from 'sightline'
import { applyRelease, planRelease, SightlineError } from 'sightline/engine'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { orders, shopRelease } from './support/small-shop.ts'

const description = 'For a test.'
const on = { description, on: orders }
const twice = sql<number>`util.twice(quantity)`
const indexes = {
  'an expression': sourceIndex('computed', {
    ...on,
    columns: ['day', { column: 'order_id', direction: 'desc' }, () => twice],
  }),
  'a condition': sourceIndex('computed', { ...on, columns: ['order_id'], where: (eb) => eb(twice, '>', 3) }),
  'an operator': sourceIndex('computed', { ...on, columns: [() => sql`(quantity operator(util.+%) 1)`] }),
  'a domain': sourceIndex('computed', { ...on, columns: [() => sql`(quantity::util.positive)`] }),
  'a function of another function': sourceIndex('computed', {
    ...on,
    columns: [() => sql`util.four(quantity)`],
  }),
}

let database: CaseDatabase
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
  const { client, name } = database
  await client.query(`create role owner_${name}; create role writer_${name}; create schema util;
    create function util.twice(n integer) returns integer immutable language plpgsql as 'begin return n * 2; end';
    create function util.four(n integer) returns integer immutable language plpgsql as 'begin return util.twice(n) * 2; end';
    create function util.plus(n integer, m integer) returns integer immutable language plpgsql as 'begin return n + m; end';
    create operator util.+% (leftarg = integer, rightarg = integer, function = util.plus);
    create function util.is_positive(n integer) returns boolean immutable language plpgsql as 'begin return n > 0; end';
    create domain util.positive as integer check (util.is_positive(value));
    revoke execute on all functions in schema util from public; grant execute on function util.four to public`)
})
afterEach(async () => {
  const { client, name } = database
  await client.query(
    `reset role; alter table orders owner to current_user; drop owned by owner_${name}, writer_${name}`,
  )
  await client.query(`drop role owner_${name}, writer_${name}`)
  await database.end()
})

test.each(Object.entries(indexes))(
  'an index with %s that calls what its owner, or who writes rows, may not is refused with the GRANT to them',
  async (_, index) => {
    const { client, name, role } = database
    const [owner, writer] = [`owner_${name}`, `writer_${name}`]
    await client.query(`alter table orders owner to ${owner}; grant insert, select on orders to ${writer};
      grant create on schema public to ${owner}`)
    const desired = desiredState(shopRelease([index], role))
    const refused = await planRelease(client, desired).catch((error: unknown) => error)
    if (!(refused instanceof SightlineError)) throw new Error('It was planned.')
    expect(refused.problem.value).toContain('(the index computed)')
    const grants = refused.problem.next.replace(/^Run: /, '')
    expect(grants).toMatch(/GRANT EXECUTE ON FUNCTION util\.\w+\(.*\) TO owner_\w+, writer_\w+$/)
    await expect(applyRelease(client, desired)).rejects.toThrow(refused.message)
    await client.query(grants)
    expect((await applyRelease(client, desired)).outcome).toBe('done')
    await client.query(`set role ${writer};
      insert into orders values (1001, 'c1', '2024-05-01', now(), 1.5, 4); reset role`)
  },
)

test('an index whose function somebody no longer may call does not keep the next release from being planned', async () => {
  const { client, name, role } = database
  const writer = `writer_${name}`
  await applyRelease(client, desiredState(shopRelease([indexes['an expression']], role)))
  await client.query(`grant insert on orders to ${writer}`)
  const next = shopRelease([indexes['an expression']], role, '2.0.0')
  expect((await applyRelease(client, desiredState(next))).outcome).toBe('done')
})
